/**
 * The beanstalkd protocol, as beanstalkd 1.13 speaks it: bytes to commands and replies to bytes.
 * What differs on purpose is listed in {@code docs/PROTOCOLS.md}. No queue logic lives here.
 */
@NullMarked
package io.haulm.server.beanstalk;

import org.jspecify.annotations.NullMarked;
