package io.haulm.tasks;

import io.haulm.tasks.spi.IntakeSettings;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * How a worker was set up.
 *
 * @param name {@code name@host}
 * @param concurrency handlers at a time
 * @param grace how long its end waits for them
 * @param events whether it sends events of tasks from the start
 * @param handlerThreads where handlers run
 * @param intake what it takes
 */
record WorkerSettings(
    String name,
    int concurrency,
    Duration grace,
    boolean events,
    Executor handlerThreads,
    IntakeSettings intake) {}
