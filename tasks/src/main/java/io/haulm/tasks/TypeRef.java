package io.haulm.tasks;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

/**
 * A type with its arguments, which a class literal cannot carry: {@code new TypeRef<List<Order>>()
 * {}}.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {

  private final Type type;

  /** Reads the type out of the anonymous subclass. */
  protected TypeRef() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType generic)) {
      throw new IllegalArgumentException("TypeRef needs its type argument: new TypeRef<X>() {}");
    }
    this.type = generic.getActualTypeArguments()[0];
  }

  private TypeRef(Type type) {
    this.type = type;
  }

  /** The type that a class literal names. */
  public static <T> TypeRef<T> of(Class<T> type) {
    return new Known<>(type);
  }

  /** A type that is known at run time only, as reflection tells it. */
  public static TypeRef<?> of(Type type) {
    return new Known<>(type);
  }

  /** A list of the given elements. */
  public static <T> TypeRef<List<T>> listOf(Class<T> element) {
    return new Known<>(new Generic(List.class, List.of(element)));
  }

  /** A map from strings to the given values. */
  public static <T> TypeRef<Map<String, T>> mapOf(Class<T> value) {
    return new Known<>(new Generic(Map.class, List.of(String.class, value)));
  }

  /** A list of what this type names. */
  public TypeRef<List<T>> list() {
    return new Known<>(new Generic(List.class, List.of(type)));
  }

  /** The type itself. */
  public final Type type() {
    return type;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof TypeRef<?> that && type.equals(that.type);
  }

  @Override
  public final int hashCode() {
    return type.hashCode();
  }

  @Override
  public final String toString() {
    return type.getTypeName();
  }

  private static final class Known<T> extends TypeRef<T> {
    Known(Type type) {
      super(type);
    }
  }

  private record Generic(Class<?> raw, List<Type> arguments) implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    @SuppressWarnings("NullAway") // the contract of ParameterizedType: null for a top-level type
    public Type getOwnerType() {
      return null;
    }
  }
}
