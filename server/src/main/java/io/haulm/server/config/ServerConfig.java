package io.haulm.server.config;

import java.nio.file.Path;

/**
 * Everything a server is told at its start.
 *
 * @param dataFolder where the journal lies; made when missing
 * @param beanstalk where the beanstalkd face listens
 * @param redis what the Redis face is told
 * @param http what the HTTP face is told
 * @param beanstalkdVersion which beanstalkd to resemble
 * @param jobBytesMax longest body accepted, in bytes; at most 1 GiB
 * @param connectionsMax how many clients may be connected at once
 * @param memoryBytesMax how many bytes of native memory job bodies may take
 * @param segmentBytes size of a journal segment
 * @param durability when a reply that confirms a change may leave
 */
public record ServerConfig(
    Path dataFolder,
    FaceAddress beanstalk,
    RedisConfig redis,
    HttpConfig http,
    BeanstalkdVersion beanstalkdVersion,
    int jobBytesMax,
    int connectionsMax,
    long memoryBytesMax,
    long segmentBytes,
    Durability durability) {}
