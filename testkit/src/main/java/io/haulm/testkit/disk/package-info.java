/**
 * A disk that is as bad as a real one may be, on demand and by a seed: it forgets, tears and
 * reorders what was not synced, fails calls, and flips bits.
 */
@NullMarked
package io.haulm.testkit.disk;

import org.jspecify.annotations.NullMarked;
