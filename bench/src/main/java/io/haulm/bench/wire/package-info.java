/**
 * The load generator's side of the wire: connections that speak beanstalkd's protocol, and the loop
 * that drives them.
 *
 * <p>It shares the processor with the server it measures, so it is built to be light: one thread,
 * one selector, buffers made once, no object made per command. It never retries and never hides an
 * unexpected reply.
 */
@NullMarked
package io.haulm.bench.wire;

import org.jspecify.annotations.NullMarked;
