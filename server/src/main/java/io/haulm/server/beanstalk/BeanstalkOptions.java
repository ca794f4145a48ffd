package io.haulm.server.beanstalk;

import io.haulm.server.config.BeanstalkdVersion;

/**
 * What the face is told at its start.
 *
 * @param jobBytesMax longest body accepted, in bytes
 * @param version which beanstalkd to resemble
 * @param connectionsMax how many clients may be connected at once
 */
public record BeanstalkOptions(int jobBytesMax, BeanstalkdVersion version, int connectionsMax) {}
