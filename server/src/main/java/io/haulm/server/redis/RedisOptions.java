package io.haulm.server.redis;

import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import java.util.Optional;

/**
 * What the face is told at its start.
 *
 * @param password what clients have to know; empty when everybody may come in
 * @param connectionsMax how many clients may be connected at once
 * @param memoryBytesMax how many bytes keys and values may take
 * @param jobBytesMax longest body of a job accepted, in bytes
 * @param durability when a reply that confirms a change may leave
 * @param address where it was told to listen
 */
public record RedisOptions(
    Optional<String> password,
    int connectionsMax,
    long memoryBytesMax,
    int jobBytesMax,
    Durability durability,
    FaceAddress address) {}
