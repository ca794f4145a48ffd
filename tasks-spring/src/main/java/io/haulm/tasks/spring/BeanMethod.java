package io.haulm.tasks.spring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/** A method on a bean, called through the bean's proxy if it has one. */
final class BeanMethod {

  private final Object bean;
  private final Method method;

  private BeanMethod(Object bean, Method method) {
    this.bean = bean;
    this.method = method;
  }

  /**
   * Finds the method as the bean has it.
   *
   * @throws IllegalStateException when the bean is a proxy that does not have it
   */
  static BeanMethod of(Object bean, Method declared) {
    Method method = AopUtils.selectInvocableMethod(declared, bean.getClass());
    ReflectionUtils.makeAccessible(method);
    return new BeanMethod(bean, method);
  }

  /** Calls it; what it throws comes out as it was thrown. */
  @SuppressWarnings("NullAway") // a handler may give null: it is the one value of Void
  Object invoke(@Nullable Object[] arguments) throws Exception {
    try {
      return method.invoke(bean, arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getTargetException();
      if (thrown instanceof Exception exception) {
        throw exception;
      }
      if (thrown instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }
}
