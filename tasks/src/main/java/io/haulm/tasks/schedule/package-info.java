/**
 * Schedules: calls that are enqueued again and again, at intervals or by cron, and kept in the
 * server.
 *
 * <p>Any number of programs may run a {@link io.haulm.tasks.schedule.Scheduler} over one server:
 * each run is enqueued once, because the server changes a schedule and takes its messages in one
 * step, and only for the one whose view of the schedule is still true.
 *
 * <p>When something runs is computed by {@link io.haulm.tasks.schedule.Schedule} and {@code Due}
 * from times that are handed to them. They read no clock, so tests and every scheduler get the same
 * answers. Nothing here runs a task: that is what workers do.
 */
@NullMarked
package io.haulm.tasks.schedule;

import org.jspecify.annotations.NullMarked;
