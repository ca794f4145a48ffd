package io.haulm.tasks.spi;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a worker takes.
 *
 * @param worker the worker's name
 * @param queues the queues, in the order of their turn
 * @param refused told when a message cannot be read: its queue, and why; it is among the dead
 *     letters
 */
public record IntakeSettings(
    String worker, List<String> queues, BiConsumer<String, String> refused) {}
