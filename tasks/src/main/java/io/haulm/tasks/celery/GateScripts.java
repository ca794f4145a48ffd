package io.haulm.tasks.celery;

/**
 * What the server does in one step to the gates. A gate's places are a sorted set of task ids by
 * the end of their leases; who waits for one lies in a list, as task id, queue's list and message,
 * one line each. A sorted set of all gates, each with its number of places, tells when to look
 * whether a place has been forsaken.
 */
final class GateScripts {

  // Lets in as many as there are free places, and notes when to look again. The place is theirs at
  // once, so that nobody overtakes them on their way.
  private static final String LET_IN =
      """
      local function let_in(gates, places, parked, member, max, now, lease_end)
        redis.call('ZREMRANGEBYSCORE', places, '-inf', now)
        while redis.call('ZCARD', places) < max do
          local waiting = redis.call('RPOP', parked)
          if not waiting then break end
          local id_end = string.find(waiting, '\\n', 1, true)
          local list_end = string.find(waiting, '\\n', id_end + 1, true)
          redis.call('ZADD', places, lease_end, string.sub(waiting, 1, id_end - 1))
          redis.call('RPUSH', string.sub(waiting, id_end + 1, list_end - 1),
              string.sub(waiting, list_end + 1))
        end
        local first = redis.call('ZRANGE', places, 0, 0, 'WITHSCORES')
        if first[2] then
          redis.call('ZADD', gates, first[2], member)
        else
          redis.call('ZREM', gates, member)
        end
      end
      """;

  /**
   * Takes a place, or takes the message off its shelf and lets it wait. KEYS: gates, places,
   * parked, hash and index of the shelf; ARGV: the gate among the gates, places, now, the lease's
   * end, task, tag, and the message as it waits. Gives 1 when there is a place.
   */
  static final Script ENTER =
      Script.of(
          """
          redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[3])
          if redis.call('ZSCORE', KEYS[2], ARGV[5])
              or redis.call('ZCARD', KEYS[2]) < tonumber(ARGV[2]) then
            redis.call('ZADD', KEYS[2], ARGV[4], ARGV[5])
            redis.call('ZADD', KEYS[1], 'NX', ARGV[4], ARGV[1])
            return 1
          end
          if redis.call('ZREM', KEYS[5], ARGV[6]) == 1 then
            redis.call('HDEL', KEYS[4], ARGV[6])
            redis.call('LPUSH', KEYS[3], ARGV[7])
          end
          return 0
          """);

  /**
   * Gives a place up. KEYS: gates, places, parked; ARGV: the gate among the gates, places, now, the
   * lease's end, task.
   */
  static final Script LEAVE =
      Script.of(
          LET_IN
              + """
              redis.call('ZREM', KEYS[2], ARGV[5])
              let_in(KEYS[1], KEYS[2], KEYS[3], ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4])
              return 1
              """);

  /**
   * Looks at gates where a lease may have ended. KEYS: gates; ARGV: now, the lease's end, how many
   * gates, prefixes of places and of parked.
   */
  static final Script LOOK =
      Script.of(
          LET_IN
              + """
              local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[3])
              for _, member in ipairs(due) do
                local max, gate = string.match(member, '^(%d+):(.*)$')
                let_in(KEYS[1], ARGV[4] .. gate, ARGV[5] .. gate, member, tonumber(max), ARGV[1],
                    ARGV[2])
              end
              return #due
              """);

  /**
   * Gives a task its time to start, in microseconds; a time that has come is given once. A time
   * that was missed by too much is lost: all who missed theirs would start at once. KEYS: the next
   * time and the times given; ARGV: now, time between two, task, milliseconds until all is
   * forgotten, by how much a time may be missed.
   */
  static final Script SLOT =
      Script.of(
          """
          local now = tonumber(ARGV[1])
          local slot = tonumber(redis.call('HGET', KEYS[1], ARGV[3]))
          if not slot or slot < now - tonumber(ARGV[5]) then
            slot = math.max(now, tonumber(redis.call('HGET', KEYS[1], '') or '0'))
            redis.call('HSET', KEYS[1], '', string.format('%.0f', slot + tonumber(ARGV[2])))
          end
          if slot <= now then
            redis.call('HDEL', KEYS[1], ARGV[3])
          else
            redis.call('HSET', KEYS[1], ARGV[3], string.format('%.0f', slot))
          end
          local wait = math.floor(math.max(0, slot - now) / 1000)
          redis.call('PEXPIRE', KEYS[1], wait + tonumber(ARGV[4]))
          return string.format('%.0f', slot)
          """);

  private GateScripts() {}
}
