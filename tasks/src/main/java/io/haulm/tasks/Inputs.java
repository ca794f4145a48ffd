package io.haulm.tasks;

import io.haulm.tasks.spi.Trees;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between the one input of a task and the two kinds of arguments that Celery has. */
final class Inputs {

  private final Codec codec;

  Inputs(Codec codec) {
    this.codec = codec;
  }

  /** Arguments as they travel. */
  record Arguments(List<Object> args, Map<String, Object> kwargs) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());
  }

  /**
   * A record becomes keyword arguments, or positional ones if the task says so; others one
   * argument.
   */
  <I> Arguments write(Task<I, ?> task, @Nullable I input) {
    Mapping.Each each = task.declared().each;
    if (each != null && input instanceof List<?> inputs) {
      return new Arguments(List.of(), each.kwargs(mapped(each, inputs)));
    }
    Object tree = codec.toTree(input);
    List<String> names = codec.componentNames(task.input().type());
    if (task.input().type() == Void.class) {
      return Arguments.NONE;
    }
    if (names.isEmpty() || !(tree instanceof Map<?, ?>)) {
      return task.declared().positional() && tree instanceof List<?>
          ? new Arguments(Trees.list(tree), Map.of())
          : new Arguments(listOf(tree), Map.of());
    }
    Map<String, Object> components = Trees.map(tree);
    return task.declared().positional()
        ? new Arguments(inOrder(names, components), Map.of())
        : new Arguments(List.of(), components);
  }

  private List<Object> mapped(Mapping.Each each, List<?> inputs) {
    List<String> names = codec.componentNames(each.task().input().type());
    List<@Nullable Object> mapped = new ArrayList<>(inputs.size());
    for (Object input : inputs) {
      Object tree = codec.toTree(input);
      mapped.add(each.mapping().isStar() ? spread(names, tree) : tree);
    }
    return Trees.list(mapped);
  }

  private static List<Object> spread(List<String> names, @Nullable Object tree) {
    if (!names.isEmpty()) {
      return inOrder(names, Trees.map(tree));
    }
    return tree instanceof List<?> ? Trees.list(tree) : listOf(tree);
  }

  /**
   * Reads the arguments of a message. One positional argument is the whole input, which is what
   * makes chains typed: the previous result comes that way. Several are the components of a record
   * in order, as Python passes them.
   */
  <I> I read(Task<I, ?> task, List<Object> args, Map<String, Object> kwargs) {
    Type type = task.input().type();
    return codec.fromTree(type == Void.class ? null : tree(type, args, kwargs), task.input());
  }

  private @Nullable Object tree(Type type, List<Object> args, Map<String, Object> kwargs) {
    List<String> names = codec.componentNames(type);
    if (args.isEmpty()) {
      return names.isEmpty() && kwargs.isEmpty() ? null : kwargs;
    }
    if (names.isEmpty()) {
      return args.size() == 1 ? args.get(0) : args;
    }
    boolean isWhole = args.size() == 1 && kwargs.isEmpty() && args.get(0) instanceof Map<?, ?>;
    return isWhole ? args.get(0) : bound(type, names, args, kwargs);
  }

  private static Map<String, Object> bound(
      Type type, List<String> names, List<Object> args, Map<String, Object> kwargs) {
    if (args.size() > names.size()) {
      throw new CodecException(
          type.getTypeName() + " takes " + names.size() + " arguments, not " + args.size());
    }
    Map<String, Object> components = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      components.put(names.get(i), args.get(i));
    }
    kwargs.forEach(components::put);
    return components;
  }

  private static List<Object> inOrder(List<String> names, Map<String, Object> components) {
    List<Object> values = new ArrayList<>(names.size());
    names.forEach(name -> values.add(components.get(name)));
    return values;
  }

  // A list that may hold null, which List.of may not.
  private static List<Object> listOf(@Nullable Object only) {
    List<@Nullable Object> list = new ArrayList<>(1);
    list.add(only);
    return Trees.list(list);
  }
}
