package io.haulm.tasks;

import io.haulm.tasks.spi.Signature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How one message runs a task for many inputs: by which of Celery's own tasks.
 *
 * @param name that task
 * @param isStar whether each input is a list of arguments
 */
record Mapping(String name, boolean isStar) {

  static final Mapping MAP = new Mapping("celery.map", false);
  static final Mapping STARMAP = new Mapping("celery.starmap", true);

  /** Celery's task that maps in several parts. */
  static final String CHUNKS = "celery.chunks";

  /** What is mapped, as it travels. */
  static final String TASK = "task";

  /** The inputs, as they travel. */
  static final String INPUTS = "it";

  /**
   * A task to be run for each input.
   *
   * @param mapping by what
   * @param task what runs
   */
  record Each(Mapping mapping, Task<?, ?> task) {

    /** The arguments of the message. */
    Map<String, Object> kwargs(List<Object> inputs) {
      Signature signature = new Signature(task.name(), List.of(), Map.of(), Map.of(), null, false);
      Map<String, Object> kwargs = new LinkedHashMap<>();
      kwargs.put(TASK, signature.toTree());
      kwargs.put(INPUTS, inputs);
      return kwargs;
    }
  }
}
