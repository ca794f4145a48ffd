/**
 * Looks at the server once a second and says what it sees: to the history, to Prometheus, to the
 * overview and to browsers alike, so that all of them tell the same.
 *
 * <p>The shard is asked in slices, so that thousands of tubes do not hold up its clients; all
 * reckoning is done on the monitor's own thread. Nothing here changes anything in the engine.
 */
@NullMarked
package io.haulm.server.monitor;

import org.jspecify.annotations.NullMarked;
