/**
 * Streams: rows of entries with growing ids, and groups of consumers that share the reading of
 * them.
 *
 * <p>Entries lie packed in blocks of about four KiB, pending entries in rows of four numbers each;
 * there is no object for an entry. What a command does is told as {@link
 * io.haulm.engine.keyspace.stream.StreamChange}s, and {@link
 * io.haulm.engine.keyspace.stream.StreamValue#apply} makes them true. The one thing that lives
 * outside of these facts is who is there right now: when a consumer was last seen, and over which
 * connections it reads.
 */
@NullMarked
package io.haulm.engine.keyspace.stream;

import org.jspecify.annotations.NullMarked;
