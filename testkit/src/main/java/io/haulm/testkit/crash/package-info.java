/**
 * Kills a real server again and again under load, and then asks for every job that it ever
 * acknowledged.
 *
 * <p>Knows nothing of Haulm's inside: it speaks the beanstalkd protocol to a process, so that the
 * same run can be held against beanstalkd itself, with a journal and, as a control that must lose,
 * without. What was done and answered goes into a {@link io.haulm.testkit.crash.History}; the
 * {@link io.haulm.testkit.crash.QueueChecker} alone says whether that history is allowed.
 */
@NullMarked
package io.haulm.testkit.crash;

import org.jspecify.annotations.NullMarked;
