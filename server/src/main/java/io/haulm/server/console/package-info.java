/**
 * What a console for people does with jobs: looks at them, finds them by a filter, tells what
 * happened to each, and changes many at a time.
 *
 * <p>Works from threads that may wait, and asks the shard in slices, each of which is so short that
 * nobody who puts or reserves meanwhile notices. Never touches the engine outside of such a slice.
 * Knows nothing of HTTP, users and roles.
 */
@NullMarked
package io.haulm.server.console;

import org.jspecify.annotations.NullMarked;
