package io.haulm.tasks.celery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * What the server does in one step, so that a worker's death leaves no half of it.
 *
 * @param text Lua
 * @param digest SHA-1 of the text, by which the server knows it
 */
record Script(String text, String digest) {

  /**
   * Takes messages and notes that they are taken. KEYS: hash and index of what is taken, then
   * lists; ARGV: how many, the index's score, a prefix for tags, then for each list the end of an
   * entry.
   */
  static final Script TAKE =
      of(
          """
          local taken = {}
          local left = tonumber(ARGV[1])
          for i = 3, #KEYS do
            while left > 0 do
              local message = redis.call('RPOP', KEYS[i])
              if not message then break end
              local tag = ARGV[3] .. left
              left = left - 1
              redis.call('ZADD', KEYS[2], ARGV[2], tag)
              redis.call('HSET', KEYS[1], tag, '[' .. message .. ARGV[i + 1])
              taken[#taken + 1] = KEYS[i]
              taken[#taken + 1] = tag
              taken[#taken + 1] = message
            end
          end
          return taken
          """);

  /**
   * Moves a taken message elsewhere, unless somebody else did or its lease was renewed. KEYS: hash,
   * index, where to; ARGV: tag, message, the highest score at which it may be moved, {@code near},
   * {@code far} or {@code hold}, and the time for the last. It leaves the shelf last: a place that
   * cannot take it must not lose it.
   */
  static final Script MOVE =
      of(
          """
          local score = redis.call('ZSCORE', KEYS[2], ARGV[1])
          if not score or tonumber(score) > tonumber(ARGV[3]) then return 0 end
          if ARGV[4] == 'hold' then
            redis.call('ZADD', KEYS[3], ARGV[5], ARGV[2])
          elseif ARGV[4] == 'near' then
            redis.call('RPUSH', KEYS[3], ARGV[2])
          else
            redis.call('LPUSH', KEYS[3], ARGV[2])
          end
          redis.call('ZREM', KEYS[2], ARGV[1])
          redis.call('HDEL', KEYS[1], ARGV[1])
          return 1
          """);

  /**
   * Queues held messages whose time has come, the earliest to be taken first. KEYS: what is held,
   * and where that goes which cannot be queued; ARGV: now, how many. Gives the time of the next, or
   * nothing, and why each could not be queued.
   */
  static final Script RELEASE_HELD =
      of(
          """
          local told = {''}
          local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
          for i = #due, 1, -1 do
            local cut = string.find(due[i], '\\n', 1, true)
            local refused = not cut and 'it names no queue'
            if cut then
              local pushed = redis.pcall('RPUSH', string.sub(due[i], 1, cut - 1),
                  string.sub(due[i], cut + 1))
              refused = type(pushed) == 'table' and pushed.err
            end
            if refused then
              redis.call('LPUSH', KEYS[2], due[i])
              told[#told + 1] = refused
            end
            redis.call('ZREM', KEYS[1], due[i])
          end
          local next = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
          told[1] = next[2] or ''
          return told
          """);

  // Stores a result and tells it, but never over a success; gives whether it did.
  private static final String STORING =
      """
      local function store(key, seconds, text)
        local old = redis.call('GETRANGE', key, 0, 19)
        if old == '{"status": "SUCCESS"' then return 0 end
        redis.call('SETEX', key, seconds, text)
        redis.call('PUBLISH', key, text)
        return 1
      end
      """;

  // Runs the commands that stand in ARGV from a place on, as Command.counted writes them.
  private static final String RUNNING =
      """
      local function run(at)
        while at <= #ARGV do
          local words = {}
          for i = 1, tonumber(ARGV[at]) do words[i] = ARGV[at + i] end
          redis.call(unpack(words))
          at = at + 1 + #words
        end
      end
      """;

  /** Stores a result and tells it, but never over a success. KEYS: result; ARGV: seconds, text. */
  static final Script STORE =
      of(
          STORING
              + """
              return store(KEYS[1], ARGV[1], ARGV[2])
              """);

  /**
   * Ends a delivery, unless its tag is not on the shelf any more: sends what follows, stores a
   * result and tells it, but never over a success, and takes the message off the shelf. KEYS:
   * result, hash, index; ARGV: tag, {@code leased} if it must be on the shelf, {@code off} if it
   * leaves it, seconds and text of the result (empty for none), then for each command the number of
   * its words and the words. Gives whether it was ours.
   */
  static final Script CONCLUDE =
      of(
          STORING
              + RUNNING
              + """
              if ARGV[2] == 'leased' and not redis.call('ZSCORE', KEYS[3], ARGV[1]) then
                return 0
              end
              run(6)
              if ARGV[5] ~= '' then store(KEYS[1], ARGV[4], ARGV[5]) end
              if ARGV[3] == 'off' then
                redis.call('HDEL', KEYS[2], ARGV[1])
                redis.call('ZREM', KEYS[3], ARGV[1])
              end
              return 1
              """);

  /**
   * Counts a member of a chord. KEYS: members, members more, members wanted; ARGV: place, the
   * member's text, its id in quotes, seconds to keep it. Gives all texts when it was the last.
   */
  static final Script COUNT =
      of(
          """
          for _, old in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], ARGV[1], ARGV[1])) do
            if string.find(string.sub(old, 1, #ARGV[3] + 8), ARGV[3], 1, true) then
              redis.call('ZREM', KEYS[1], old)
            end
          end
          redis.call('ZADD', KEYS[1], ARGV[1], ARGV[2])
          for i = 1, 3 do redis.call('EXPIRE', KEYS[i], ARGV[4]) end
          local wanted = redis.call('GET', KEYS[3])
          if not wanted then return false end
          wanted = tonumber(wanted) + tonumber(redis.call('GET', KEYS[2]) or '0')
          if redis.call('ZCARD', KEYS[1]) ~= wanted then return false end
          return redis.call('ZRANGE', KEYS[1], 0, -1)
          """);

  /** Claims a key and gives its owner. KEYS: claim; ARGV: owner, milliseconds. */
  static final Script CLAIM =
      of(
          """
          if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return ARGV[1] end
          return redis.call('GET', KEYS[1])
          """);

  /**
   * Queues a message unless another task holds its claim; gives who does. KEYS: claim, list; ARGV:
   * owner, milliseconds, message.
   */
  static final Script SEND_UNIQUE =
      of(
          """
          local holder = redis.call('GET', KEYS[1])
          if holder then return holder end
          redis.call('LPUSH', KEYS[2], ARGV[3])
          redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
          return ARGV[1]
          """);

  /** Deletes a key whose value is the owner. KEYS: claim or lock; ARGV: owner. */
  static final Script RELEASE =
      of(
          """
          if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
          return redis.call('DEL', KEYS[1])
          """);

  /**
   * Changes a schedule and runs further commands, unless its text is not as expected. KEYS: texts,
   * next runs, claim; ARGV: name, expected and new text, the next run's time, a task that holds the
   * claim now and for how many milliseconds (empty for nothing), then for each command the number
   * of its words and the words.
   */
  static final Script CHANGE_SCHEDULE =
      of(
          RUNNING
              + """
              local name = ARGV[1]
              if (redis.call('HGET', KEYS[1], name) or '') ~= ARGV[2] then return 0 end
              if ARGV[3] == '' then
                redis.call('HDEL', KEYS[1], name)
              else
                redis.call('HSET', KEYS[1], name, ARGV[3])
              end
              if ARGV[4] == '' then
                redis.call('ZREM', KEYS[2], name)
              else
                redis.call('ZADD', KEYS[2], ARGV[4], name)
              end
              if ARGV[5] ~= '' then redis.call('SET', KEYS[3], ARGV[5], 'PX', ARGV[6]) end
              run(7)
              return 1
              """);

  /** The command to run it where the server knows it. */
  Command byDigest(List<?> keys, List<?> arguments) {
    return command("EVALSHA", digest, keys, arguments);
  }

  /** The command to run it where the server may not know it; from then on it does. */
  Command byText(List<?> keys, List<?> arguments) {
    return command("EVAL", text, keys, arguments);
  }

  private static Command command(String verb, String what, List<?> keys, List<?> arguments) {
    List<Object> words = new ArrayList<>(List.of(verb, what, keys.size()));
    words.addAll(keys);
    words.addAll(arguments);
    return Command.of(words);
  }

  static Script of(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return new Script(text, HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-1", e);
    }
  }
}
