/**
 * The beanstalkd protocol: bytes to commands, replies to bytes.
 *
 * <p>No queue logic lives here. What a command means, the engine knows; what a client may send, and
 * how its mistakes are answered, is known here and nowhere else.
 */
@NullMarked
package io.haulm.server.beanstalk;

import org.jspecify.annotations.NullMarked;
