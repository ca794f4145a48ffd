/**
 * The parts of the HTTP face about those who do the work: connections, Celery's workers, what
 * failed, what is scheduled, and which calls belong together.
 *
 * <p>What is known of Celery comes from the events that its workers publish anyway, and from the
 * calls that pass through its queues: it is overheard, not asked for, and kept in bounded memory. A
 * restart forgets it.
 */
@NullMarked
package io.haulm.server.http.workers;

import org.jspecify.annotations.NullMarked;
