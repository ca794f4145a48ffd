package io.haulm.tasks.spring;

import io.haulm.tasks.Task;
import io.haulm.tasks.TaskHandler;

/**
 * A task with its handler, to be a bean: for handles that programs share, where a method's
 * annotation would have to repeat what the handle says.
 *
 * <pre>{@code
 * @Bean
 * HandledTask<Charge, Receipt> charge(Payments payments) {
 *   return new HandledTask<>(Payments.CHARGE, (charge, context) -> payments.charge(charge));
 * }
 * }</pre>
 *
 * @param task the handle
 * @param handler what runs
 * @param <I> input
 * @param <O> output
 */
public record HandledTask<I, O>(Task<I, O> task, TaskHandler<? super I, ? extends O> handler) {}
