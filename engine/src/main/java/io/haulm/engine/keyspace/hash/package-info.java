/**
 * Hashes: fields with values under one key, each of which may expire by itself.
 *
 * <p>A field that has expired is never seen: before anything looks at a key, what fell due in it is
 * removed.
 */
@NullMarked
package io.haulm.engine.keyspace.hash;

import org.jspecify.annotations.NullMarked;
