package io.haulm.server.redis.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Scripts of the shapes that libraries for queues use. */
class QueueScriptsTest {
  private final Scripts scripts = new Scripts();

  @Test
  void aLockIsReleasedByItsHolderOnly() {
    String release =
        """
        local holder = redis.call('get', KEYS[1])
        if not holder or holder ~= ARGV[1] then
          return 0
        end
        redis.call('del', KEYS[1])
        return 1
        """;
    scripts.run("SET", "lock", "me");

    assertThat(scripts.run("EVAL", release, "1", "lock", "you")).isEqualTo(":0");
    assertThat(scripts.run("EVAL", release, "1", "lock", "me")).isEqualTo(":1");
    assertThat(scripts.run("EVAL", release, "1", "lock", "me")).isEqualTo(":0");
  }

  @Test
  void aJobIsPoppedAndReservedWithItsAttemptsCounted() {
    String pop =
        """
        local job = redis.call('lpop', KEYS[1])
        local reserved = false
        if (job ~= false) then
          reserved = cjson.decode(job)
          reserved['attempts'] = reserved['attempts'] + 1
          reserved = cjson.encode(reserved)
          redis.call('zadd', KEYS[2], ARGV[1], reserved)
        end
        return {job, reserved}
        """;
    scripts.run("RPUSH", "queue", "{\"id\":\"a/b\",\"attempts\":0,\"data\":{\"n\":1.5,\"l\":[]}}");

    assertThat(scripts.run("EVAL", pop, "2", "queue", "reserved", "100"))
        .contains("{\"id\":\"a\\\\/b\",\"attempts\":1,\"data\":{\"n\":1.5,\"l\":{}}}");

    assertThat(scripts.run("ZCARD", "reserved")).isEqualTo(":1");
    assertThat(scripts.run("EVAL", pop, "2", "queue", "reserved", "100")).isEqualTo("[_ _]");
  }

  @Test
  void expiredJobsMoveInPartsOfAHundred() {
    String migrate =
        """
        local due = redis.call('zrangebyscore', KEYS[1], '-inf', ARGV[1], 'limit', 0, ARGV[2])
        if (next(due) ~= nil) then
          redis.call('zremrangebyrank', KEYS[1], 0, #due - 1)
          for i = 1, #due, 100 do
            redis.call('rpush', KEYS[2], unpack(due, i, math.min(i + 99, #due)))
          end
        end
        return due
        """;
    for (int i = 0; i < 250; i++) {
      scripts.run("ZADD", "delayed", Integer.toString(i), "job" + i);
    }

    String moved = scripts.run("EVAL", migrate, "2", "delayed", "queue", "1000", "-1");

    assertThat(moved).startsWith("[\"job0\" \"job1\" ").endsWith(" \"job249\"]");
    assertThat(scripts.run("LLEN", "queue")).isEqualTo(":250");
    assertThat(scripts.run("EXISTS", "delayed")).isEqualTo(":0");
  }

  @Test
  void theFirstDueJobIsTakenOutOfASortedSet() {
    String take =
        """
        local key, now = KEYS[1], ARGV[1]
        local jobs = redis.call("zrange", key, "-inf", now, "byscore", "limit", 0, 1)
        if jobs[1] then
          redis.call("zrem", key, jobs[1])
          return jobs[1]
        end
        """;
    scripts.run("ZADD", "retry", "5", "soon", "50", "later");

    assertThat(scripts.run("EVAL", take, "1", "retry", "10")).isEqualTo("\"soon\"");
    assertThat(scripts.run("EVAL", take, "1", "retry", "10")).isEqualTo("_");
  }

  @Test
  void aJobArrivesAsMessagePackAndJson() {
    String add =
        """
        local args = cmsgpack.unpack(ARGV[1])
        local opts = cjson.decode(args[3])
        local id = args[2]
        if redis.call('EXISTS', KEYS[1] .. id) == 1 then return id end
        local fields = {'name', args[1], 'priority', opts['priority'] or 0}
        if opts.delay then table.insert(fields, 'delay') table.insert(fields, opts.delay) end
        redis.call('HMSET', KEYS[1] .. id, unpack(fields))
        return redis.call('HGETALL', KEYS[1] .. id)
        """;
    String packed = "\u0093\u00a4mail\u00a1" + "7\u00ac{\"delay\":50}";

    assertThat(scripts.run("EVAL", add, "1", "bull:", packed))
        .isEqualTo("[\"name\" \"mail\" \"priority\" \"0\" \"delay\" \"50\"]");
    assertThat(scripts.run("EVAL", add, "1", "bull:", packed)).isEqualTo("\"7\"");
  }

  @Test
  void anErrorOfAScriptKeepsItsCode() {
    assertThat(scripts.eval("return redis.error_reply('TASK ID CONFLICT')"))
        .isEqualTo("-TASK ID CONFLICT");
    assertThat(scripts.eval("return redis.error_reply('CONFLICT')")).isEqualTo("-ERR CONFLICT");
  }

  @Test
  void acknowledgedMessagesLeaveAllTheirPlaces() {
    String ack =
        """
        local function remove(queue, ids)
          local found = {}
          for _, id in ipairs(ids) do
            if redis.call('hexists', queue .. '.msgs', id) == 1 then
              found[#found + 1] = id
            end
          end
          if next(found) then redis.call('hdel', queue .. '.msgs', unpack(found)) end
          redis.call('srem', queue .. '.acks', unpack(ids))
          return found
        end
        return remove(KEYS[1], ARGV)
        """;
    scripts.run("HSET", "q.msgs", "1", "a", "3", "c");
    scripts.run("SADD", "q.acks", "1", "2");

    assertThat(scripts.run("EVAL", ack, "1", "q", "1", "2")).isEqualTo("[\"1\"]");
    assertThat(scripts.run("HLEN", "q.msgs")).isEqualTo(":1");
    assertThat(scripts.run("EXISTS", "q.acks")).isEqualTo(":0");
  }
}
