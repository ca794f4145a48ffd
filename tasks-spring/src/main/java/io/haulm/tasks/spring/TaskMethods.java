package io.haulm.tasks.spring;

import io.haulm.tasks.Task;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Finds the methods that are tasks before any bean is made, and adds a handle for each as a bean,
 * so that injection points can ask for it. It looks at classes only and makes no bean.
 */
final class TaskMethods implements BeanFactoryPostProcessor, EnvironmentAware {

  private static final List<Class<? extends Annotation>> ANNOTATIONS =
      List.of(HaulmTask.class, HaulmSchedule.class, HaulmSchedule.Several.class);

  private final Map<String, TaskMethod> byTask = new LinkedHashMap<>();
  private Environment environment = new StandardEnvironment();

  @Override
  public void setEnvironment(Environment environment) {
    this.environment = environment;
  }

  @Override
  public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
    find(beans);
    if (beans instanceof BeanDefinitionRegistry registry) {
      byTask.values().forEach(method -> addHandle(method, registry));
    }
  }

  /** All methods, called on their beans. */
  List<HandledTask<?, ?>> handled(BeanFactory beans) {
    List<HandledTask<?, ?>> handled = new ArrayList<>();
    byTask.values().forEach(method -> handled.add(method.handled(beans)));
    return handled;
  }

  /** All methods. */
  List<TaskMethod> all() {
    return List.copyOf(byTask.values());
  }

  private void find(ConfigurableListableBeanFactory beans) {
    AnnotationTexts texts = new AnnotationTexts(environment::resolveRequiredPlaceholders);
    for (String name : beans.getBeanDefinitionNames()) {
      Class<?> type = typeOf(beans, name);
      if (type != null && mayHaveTasks(type)) {
        methodsOf(type).forEach(method -> add(TaskMethod.of(name, method, texts)));
      }
    }
  }

  private static @Nullable Class<?> typeOf(ConfigurableListableBeanFactory beans, String name) {
    if (ScopedProxyUtils.isScopedTarget(name) || beans.getMergedBeanDefinition(name).isAbstract()) {
      return null;
    }
    Class<?> type = beans.getType(name, false);
    return type == null ? null : ClassUtils.getUserClass(type);
  }

  private static boolean mayHaveTasks(Class<?> type) {
    return AnnotationUtils.isCandidateClass(type, ANNOTATIONS);
  }

  // Reflection gives methods in no order; the order of handles should be the same at each start. A
  // class that names types which are not there is a library's, and its bean will not be made.
  private static List<Method> methodsOf(Class<?> type) {
    try {
      return taskMethodsOf(type);
    } catch (IllegalStateException e) {
      return List.of();
    }
  }

  private static List<Method> taskMethodsOf(Class<?> type) {
    MetadataLookup<Boolean> isTask =
        method ->
            ANNOTATIONS.stream().anyMatch(one -> AnnotatedElementUtils.hasAnnotation(method, one))
                ? Boolean.TRUE
                : null;
    return MethodIntrospector.selectMethods(type, isTask).keySet().stream()
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  private void add(TaskMethod found) {
    TaskMethod other = byTask.putIfAbsent(found.task().name(), found);
    if (other != null) {
      throw Problems.duplicate(found.task().name(), other.method(), found.method());
    }
  }

  private static void addHandle(TaskMethod method, BeanDefinitionRegistry registry) {
    String name = method.task().name();
    if (registry.containsBeanDefinition(name)) {
      throw Problems.method(
          method.method(),
          "handles the task '%s', but a bean of that name exists".formatted(name),
          "Rename the bean: the handle to call the task by is to have the task's name.");
    }
    RootBeanDefinition handle = new RootBeanDefinition(Task.class, method::task);
    handle.setTargetType(method.handleType());
    registry.registerBeanDefinition(name, handle);
    String alias = camelCase(name);
    if (!registry.isBeanNameInUse(alias)) {
      registry.registerAlias(name, alias);
    }
  }

  /** {@code mail.send-now} as {@code mailSendNow}: parameters and fields have such names. */
  static String camelCase(String task) {
    StringBuilder name = new StringBuilder();
    boolean isNewWord = false;
    for (int i = 0; i < task.length(); i++) {
      char c = task.charAt(i);
      if (!Character.isJavaIdentifierPart(c) || c == '_') {
        isNewWord = name.length() > 0;
      } else {
        name.append(isNewWord ? Character.toUpperCase(c) : c);
        isNewWord = false;
      }
    }
    return name.toString();
  }
}
