package io.haulm.server;

import io.haulm.server.beanstalk.BeanstalkFace;
import io.haulm.server.redis.RedisFace;
import io.haulm.server.shard.Shard;

/** The shard and its faces, which are there whether or not they listen. */
record Faces(Shard shard, BeanstalkFace beanstalk, RedisFace redis) {}
