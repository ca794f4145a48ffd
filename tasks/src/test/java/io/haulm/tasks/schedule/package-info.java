/** Schedules: their times, and that each run is enqueued once. */
@NullMarked
package io.haulm.tasks.schedule;

import org.jspecify.annotations.NullMarked;
