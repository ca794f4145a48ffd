package io.haulm.conformance.redis;

import java.util.List;

/**
 * What a random conversation may be about: patterns of commands, with places that {@link Dice}
 * fills.
 *
 * <p>No key that a sorted set's readers wait for is of another type: the versions differ in whether
 * they are woken when a sorted set takes its place. Nothing here depends on the clock, on a
 * server's own dice, or on what 7.2 changed. Ids of entries are named: two streams may make up the
 * same one.
 */
enum RandomTheme {
  STRINGS(
      """
      SET %key %value
      SET %key %value NX
      SET %key %value XX GET
      SET %key %value EX %long
      SET %key %value KEEPTTL
      SETNX %key %value
      GET %key
      GETSET %key %value
      GETDEL %key
      GETEX %key EX %long
      GETEX %key PERSIST
      APPEND %key %value
      STRLEN %key
      GETRANGE %key %index %index
      SETRANGE %key %count %value
      INCR %key
      DECR %key
      INCRBY %key %integer
      INCRBYFLOAT %key %score
      MSET %key %value %key %value
      MSETNX %key %value %key %value
      MGET %key %key %key
      SETBIT %key %count 1
      GETBIT %key %count
      BITCOUNT %key
      BITCOUNT %key %index %index
      BITPOS %key 1
      LPUSH %key %value
      """,
      ""),
  LISTS(
      """
      LPUSH %key %value
      LPUSH %key %value %value
      RPUSH %key %value
      RPUSH %key %value %value %value
      RPUSHX %key %value
      LPUSHX %key %value
      LPOP %key
      RPOP %key
      LPOP %key %count
      RPOP %key %count
      LLEN %key
      LRANGE %key %index %index
      LRANGE %key 0 -1
      LINDEX %key %index
      LSET %key %index %value
      LINSERT %key BEFORE %value %value
      LINSERT %key AFTER %value %value
      LREM %key %index %value
      LTRIM %key %index %index
      LPOS %key %value
      LPOS %key %value COUNT %count
      LMOVE %key %key %end %end
      RPOPLPUSH %key %key
      LMPOP 2 %key %key %end COUNT %some
      SET %key %value
      """,
      """
      BLPOP %key 0
      BRPOP %key 0
      BLMOVE %key %key %end %end 0
      BRPOPLPUSH %key %key 0
      BLMPOP 0 1 %key %end COUNT %some
      """),
  HASHES(
      """
      HSET %key %field %value
      HSET %key %field %value %field %value
      HMSET %key %field %value
      HSETNX %key %field %value
      HGET %key %field
      HMGET %key %field %field
      HGETALL %key
      HKEYS %key
      HLEN %key
      HEXISTS %key %field
      HSTRLEN %key %field
      HDEL %key %field
      HDEL %key %field %field
      HINCRBY %key %field %integer
      HINCRBYFLOAT %key %field %score
      HSCAN %key 0 COUNT 1000
      HSCAN %key 0 MATCH m[1-4] COUNT 1000
      SADD %key %value
      """,
      ""),
  SETS(
      """
      SADD %key %member
      SADD %key %member %member %integer
      SADD %key %integer
      SREM %key %member
      SREM %key %integer
      SMEMBERS %key
      SCARD %key
      SISMEMBER %key %member
      SMISMEMBER %key %member %integer
      SMOVE %key %key %member
      SINTER %key %key
      SUNION %key %key
      SDIFF %key %key
      SINTERSTORE %key %key %key
      SUNIONSTORE %key %key %key
      SDIFFSTORE %key %key %key
      SINTERCARD 2 %key %key LIMIT %count
      SPOP %key 100
      SSCAN %key 0 COUNT 1000
      HSET %key %field %value
      """,
      ""),
  SORTED_SETS(
      """
      ZADD %key %score %member
      ZADD %key %score %member %score %member
      ZADD %key NX %score %member
      ZADD %key XX CH %score %member
      ZADD %key GT CH %score %member
      ZADD %key LT %score %member
      ZADD %key INCR %score %member
      ZINCRBY %key %score %member
      ZREM %key %member
      ZSCORE %key %member
      ZMSCORE %key %member %member
      ZCARD %key
      ZCOUNT %key %border %border
      ZLEXCOUNT %key %name %name
      ZRANK %key %member
      ZREVRANK %key %member
      ZRANGE %key %index %index WITHSCORES
      ZRANGE %key 0 -1 WITHSCORES
      ZREVRANGE %key %index %index
      ZRANGE %key %border %border BYSCORE LIMIT %count %some
      ZRANGEBYSCORE %key %border %border WITHSCORES
      ZREVRANGEBYSCORE %key %border %border
      ZREMRANGEBYSCORE %key %border %border
      ZREMRANGEBYRANK %key %index %index
      ZRANGESTORE %key %key %index %index
      ZPOPMIN %key
      ZPOPMAX %key %count
      ZMPOP 2 %key %key %pick COUNT %some
      ZUNION 2 %key %key WITHSCORES
      ZINTER 2 %key %key WEIGHTS 2 -1 WITHSCORES
      ZDIFF 2 %key %key
      ZUNIONSTORE %key 2 %key %key AGGREGATE MAX
      ZINTERSTORE %key 2 %key %key AGGREGATE MIN
      ZDIFFSTORE %key 2 %key %key
      ZINTERCARD 2 %key %key
      ZSCAN %key 0 COUNT 1000
      """,
      """
      BZPOPMIN %key 0
      BZPOPMAX %key 0
      BZMPOP 0 1 %key %pick COUNT %some
      """),
  /**
   * Nobody who is blocked waits for a key twice, or for one that may get another type or become an
   * emptied stream, and nobody sets the last id below a deleted entry's: there 7.2 answers
   * otherwise.
   */
  STREAMS(
      """
      XADD %key %new f %value
      XADD %key %new f %value g %value
      XADD %key %new f %value
      XADD %key MAXLEN %long %new f %value
      XADD %key NOMKSTREAM %new f %value
      XLEN %key
      XRANGE %key - +
      XRANGE %key %id %id
      XRANGE %key (%id + COUNT %some
      XREVRANGE %key + - COUNT %some
      XREVRANGE %key %id -
      XREAD STREAMS %key %id
      XREAD COUNT %some STREAMS %key %key %id 0
      XDEL %key %id
      XDEL %key %id %id
      XTRIM %key MAXLEN %count
      XTRIM %key MINID %id
      XINFO STREAM %key
      DEL %key
      EXISTS %key %key
      EXPIRE %key %long
      PERSIST %key
      """,
      """
      XREAD BLOCK 0 STREAMS %key $
      XREAD BLOCK 0 COUNT %some STREAMS %key $
      XREAD BLOCK 0 STREAMS %key %id
      """),

  /**
   * Groups and their consumers always exist, and nobody is blocked when a stream goes: there 7.2
   * answers otherwise. For the same reason nothing asks for the lag behind deleted entries.
   */
  GROUPS(
      """
      XADD %key %new f %value
      XADD %key %new f %value g %value
      XADD %key %new f %value
      XREADGROUP GROUP %group %consumer COUNT %some STREAMS %key >
      XREADGROUP GROUP %group %consumer STREAMS %key >
      XREADGROUP GROUP %group %consumer COUNT %some STREAMS %key %key > >
      XREADGROUP GROUP %group %consumer NOACK COUNT %some STREAMS %key >
      XREADGROUP GROUP %group %consumer STREAMS %key 0
      XREADGROUP GROUP %group %consumer COUNT %some STREAMS %key %id
      XACK %key %group %id
      XACK %key %group %id %id %id
      XPENDING %key %group
      XPENDING %key %group - + 20
      XPENDING %key %group %id + %count %consumer
      XPENDING %key %group IDLE %long - + 20
      XCLAIM %key %group %consumer 0 %id %id
      XCLAIM %key %group %consumer 0 %id JUSTID
      XCLAIM %key %group %consumer 0 %id FORCE RETRYCOUNT %count
      XCLAIM %key %group %consumer 0 %id IDLE %long
      XCLAIM %key %group %consumer %long %id
      XAUTOCLAIM %key %group %consumer 0 0 COUNT %some
      XAUTOCLAIM %key %group %consumer 0 %id JUSTID
      XAUTOCLAIM %key %group %consumer %long - COUNT %some
      XDEL %key %id
      XTRIM %key MAXLEN %long
      XTRIM %key MINID %id
      XGROUP SETID %key %group %id
      XGROUP CREATECONSUMER %key %group %consumer
      XGROUP DELCONSUMER %key %group c9
      XINFO CONSUMERS %key %group
      XINFO STREAM %key
      """,
      """
      XREADGROUP GROUP %group %consumer BLOCK 0 STREAMS %key >
      XREADGROUP GROUP %group %consumer BLOCK 0 COUNT %some STREAMS %key %key > >
      XREAD BLOCK 0 STREAMS %key $
      """),

  /** Nothing is deleted, so that the lag may be asked for. */
  LAG(
      """
      XADD %key %new f %value
      XADD %key %new f %value
      XADD %key %new f %value
      XREADGROUP GROUP %group %consumer COUNT %some STREAMS %key >
      XREADGROUP GROUP %group %consumer NOACK COUNT %some STREAMS %key >
      XREADGROUP GROUP %group %consumer STREAMS %key 0
      XACK %key %group %id %id
      XINFO GROUPS %key
      XINFO STREAM %key FULL
      XINFO STREAM %key
      XGROUP SETID %key %group $
      XGROUP SETID %key %group 0
      XPENDING %key %group
      """,
      """
      XREADGROUP GROUP %group %consumer BLOCK 0 COUNT %some STREAMS %key >
      """);

  private static final List<String> COMMON =
      List.of(
          "DEL %key",
          "TYPE %key",
          "EXISTS %key %key",
          "EXPIRE %key %long",
          "TTL %key",
          "PERSIST %key",
          "RENAME %key %key",
          "COPY %key %key REPLACE",
          "KEYS *",
          "DBSIZE");

  private final String commands;
  private final String waits;

  RandomTheme(String commands, String waits) {
    this.commands = commands;
    this.waits = waits;
  }

  /** A command for somebody who wants an answer now. */
  String command(Dice dice) {
    boolean common = !hasGroups() && this != STREAMS && dice.percent(12);
    return dice.fill(dice.oneOf(common ? COMMON : commands.lines().toList()));
  }

  /** Whether anybody waits in these conversations. */
  boolean hasWaits() {
    return !waits.isEmpty();
  }

  /** A command that blocks when there is nothing. */
  String wait(Dice dice) {
    return dice.fill(dice.oneOf(waits.lines().toList()));
  }

  /** Whether it begins with groups, which then stay to the end. */
  boolean hasGroups() {
    return this == GROUPS || this == LAG;
  }
}
