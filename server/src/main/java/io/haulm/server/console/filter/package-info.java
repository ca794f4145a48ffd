/**
 * The filter language: which jobs somebody means. {@code tube:mail* state:buried age:>1h
 * body.customer.id:306 -timeout}.
 *
 * <p>A filter is a row of words, all of which must hold. Those about what the engine knows of a job
 * are decided on the shard's thread; those about its body elsewhere. Nothing here waits.
 */
@NullMarked
package io.haulm.server.console.filter;

import org.jspecify.annotations.NullMarked;
