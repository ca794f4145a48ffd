/**
 * Tasks over tubes, for those who want nothing but a server of the beanstalkd protocol: Haulm or
 * beanstalkd itself. A queue is a tube and a call is a job in it; time, priority and lease are the
 * job's own. Everything else that a transport keeps is a job too, in tubes whose names begin with
 * {@code haulm.}; docs/decisions/tasks-over-tubes.md says why each is as it is.
 *
 * <p>Results go to the caller and to nobody else, and events to nobody. What cannot be carried is
 * refused where it is asked for. Python's Celery does not read these messages.
 *
 * <p>Invariant: of several jobs in one of our tubes that could be the valid one, the one with the
 * lowest id is. The server numbers jobs as they come and shows the lowest of equal priority first,
 * so all programs agree on it without a lock.
 */
@NullMarked
package io.haulm.tasks.tube;

import org.jspecify.annotations.NullMarked;
