/**
 * Haulm seen from outside: the same conversations with the real beanstalkd, and real clients.
 *
 * <p>Everything here starts servers as processes and talks to them over sockets; nothing imports a
 * class of Haulm's server, so what these tests show is what a stranger would see. Haulm's own
 * client is a client among others. A missing original or client is a failure that says what to
 * install, never a silent skip.
 *
 * <p>With {@code -Dhaulm.conformance.subject=beanstalkd} the real beanstalkd takes Haulm's place
 * too. What then differs is not Haulm's fault but a conversation that is not deterministic.
 */
@NullMarked
package io.haulm.conformance;

import org.jspecify.annotations.NullMarked;
