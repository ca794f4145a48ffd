package io.haulm.engine.keyspace.stream;

/**
 * Entries as they lie in a block; the layout is described at {@link EntryBlock}.
 *
 * @param base what the ids count from
 * @param count how many entries there are
 * @param bytes the names that entries share, then the entries
 */
public record PackedEntries(StreamId base, int count, byte[] bytes) {}
