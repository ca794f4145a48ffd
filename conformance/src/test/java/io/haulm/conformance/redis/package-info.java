/**
 * Haulm's Redis face seen from outside: the same conversations with the real redis-server, and the
 * programs and libraries that people use with Redis.
 *
 * <p>As in the package above, nothing here imports a class of Haulm. With {@code
 * -Dhaulm.conformance.redis=redis} a second redis-server takes Haulm's place: what then differs is
 * a conversation that is not deterministic, and a program that then fails proves nothing.
 */
@NullMarked
package io.haulm.conformance.redis;

import org.jspecify.annotations.NullMarked;
