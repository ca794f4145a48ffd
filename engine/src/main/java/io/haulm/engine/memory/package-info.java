/**
 * Native memory in pages that are cut into cells of one size. The job table and the body store keep
 * their bytes here, so that the garbage collector has nothing to do with them.
 *
 * <p>Knows nothing of jobs. Never blocks, never starts a thread. Not thread-safe.
 */
@NullMarked
package io.haulm.engine.memory;

import org.jspecify.annotations.NullMarked;
