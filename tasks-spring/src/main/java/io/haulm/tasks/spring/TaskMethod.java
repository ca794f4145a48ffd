package io.haulm.tasks.spring;

import io.haulm.tasks.Task;
import io.haulm.tasks.TaskContext;
import io.haulm.tasks.TypeRef;
import io.haulm.tasks.schedule.Scheduled;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** A method that is a task: what its annotations and its types say. */
final class TaskMethod {

  private final String beanName;
  private final Method method;
  private final int inputIndex;
  private final int contextIndex;
  private final Task<Object, Object> task;
  private final List<Scheduled> schedules;

  private TaskMethod(
      String beanName,
      Method method,
      int inputIndex,
      int contextIndex,
      Task<Object, Object> task,
      List<Scheduled> schedules) {
    this.beanName = beanName;
    this.method = method;
    this.inputIndex = inputIndex;
    this.contextIndex = contextIndex;
    this.task = task;
    this.schedules = schedules;
  }

  /** Reads a method with {@link HaulmTask} or {@link HaulmSchedule}, and refuses what is wrong. */
  static TaskMethod of(String beanName, Method method, AnnotationTexts texts) {
    HaulmTask annotation = AnnotatedElementUtils.findMergedAnnotation(method, HaulmTask.class);
    if (annotation == null) {
      throw Problems.method(
          method,
          "has a schedule but is no task",
          "Add @HaulmTask(\"name\") to it: a schedule calls a task by its name.");
    }
    int inputIndex = -1;
    int contextIndex = -1;
    Class<?>[] parameters = method.getParameterTypes();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i] == TaskContext.class) {
        contextIndex = i;
      } else if (inputIndex < 0) {
        inputIndex = i;
      } else {
        throw Problems.method(
            method,
            "takes more than one input",
            "Make one record of the inputs. Its components travel by their names.");
      }
    }
    TypeRef<Object> input =
        inputIndex < 0 ? type(Void.class) : type(method.getGenericParameterTypes()[inputIndex]);
    TypeRef<Object> output = type(method.getGenericReturnType());
    try {
      Task<Object, Object> task = texts.task(annotation, input, output);
      List<Scheduled> schedules = schedules(method, inputIndex < 0, task, texts);
      return new TaskMethod(beanName, method, inputIndex, contextIndex, task, schedules);
    } catch (IllegalArgumentException e) {
      throw Problems.method(
          method, "has options that do not fit", "Correct its annotations; see HaulmTask.", e);
    }
  }

  private static List<Scheduled> schedules(
      Method method, boolean hasNoInput, Task<Object, Object> task, AnnotationTexts texts) {
    var annotations =
        AnnotatedElementUtils.findMergedRepeatableAnnotations(method, HaulmSchedule.class);
    if (!annotations.isEmpty() && !hasNoInput) {
      throw Problems.method(
          method,
          "has a schedule and takes an input, which a schedule does not know",
          "Take the input away, or schedule the call with a bean of type Scheduled.");
    }
    List<Scheduled> schedules = new ArrayList<>();
    for (HaulmSchedule annotation : annotations) {
      texts.scheduled(annotation, task).ifPresent(schedules::add);
    }
    if (schedules.stream().map(Scheduled::name).distinct().count() < schedules.size()) {
      throw new IllegalArgumentException("two of its schedules have the same name");
    }
    return schedules;
  }

  @SuppressWarnings("unchecked") // handled as what the codec makes of it, which is of that type
  private static TypeRef<Object> type(Type type) {
    Type boxed =
        type instanceof Class<?> known ? MethodType.methodType(known).wrap().returnType() : type;
    return (TypeRef<Object>) TypeRef.of(boxed);
  }

  Method method() {
    return method;
  }

  Task<Object, Object> task() {
    return task;
  }

  /** When it is called by itself. */
  List<Scheduled> schedules() {
    return schedules;
  }

  /** The type of its handle, as injection points name it. */
  ResolvableType handleType() {
    return ResolvableType.forClassWithGenerics(
        Task.class,
        ResolvableType.forType(task.input().type()),
        ResolvableType.forType(task.output().type()));
  }

  /** The method, called on its bean. */
  HandledTask<Object, Object> handled(BeanFactory beans) {
    BeanMethod call = BeanMethod.of(beans.getBean(beanName), method);
    int count = method.getParameterCount();
    return new HandledTask<>(
        task, (input, context) -> call.invoke(arguments(count, input, context)));
  }

  private @Nullable Object[] arguments(int count, @Nullable Object input, TaskContext context) {
    @Nullable Object[] arguments = new @Nullable Object[count];
    if (inputIndex >= 0) {
      arguments[inputIndex] = input;
    }
    if (contextIndex >= 0) {
      arguments[contextIndex] = context;
    }
    return arguments;
  }
}
