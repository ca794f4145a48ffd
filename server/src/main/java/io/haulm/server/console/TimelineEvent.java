package io.haulm.server.console;

import io.haulm.engine.JobEvent;

/**
 * Something that happened to a job.
 *
 * @param atMillis when, in milliseconds since 1970
 * @param connection the number of the connection that did it; 0 when it was time, or somebody at
 *     the console
 * @param address from where that connection came; empty when there was none
 */
public record TimelineEvent(long atMillis, JobEvent event, long connection, String address) {}
