package io.haulm.server.redis;

import io.haulm.engine.keyspace.RefusedException;
import io.haulm.server.config.InvalidValueException;
import io.haulm.server.config.Sizes;
import java.util.EnumMap;
import java.util.Map;

/**
 * How much a client may leave unread, by the kind of client. Who only asks is not run any further
 * when it does not read; but messages come whether a subscriber reads or not, so one that is too
 * slow is cut off.
 */
final class OutputLimits {
  private static final long MIB = 1 << 20;
  private static final int WORDS_PER_KIND = 4;
  private static final long MILLIS_PER_SECOND = 1000;

  /**
   * The limits of a kind; 0 means none.
   *
   * @param hardBytes beyond this a client is cut off at once
   * @param softBytes beyond this it is cut off after a while
   * @param softSeconds after how long
   */
  record Limit(long hardBytes, long softBytes, long softSeconds) {}

  private final Map<ClientType, Limit> limits = new EnumMap<>(ClientType.class);

  OutputLimits() {
    limits.put(ClientType.NORMAL, new Limit(0, 0, 0));
    limits.put(ClientType.REPLICA, new Limit(256 * MIB, 64 * MIB, 60));
    limits.put(ClientType.PUBSUB, new Limit(32 * MIB, 8 * MIB, 60));
  }

  /** True when clients that only ask have limits, too. */
  boolean limitsNormal() {
    Limit limit = of(ClientType.NORMAL);
    return limit.hardBytes > 0 || limit.softBytes > 0;
  }

  Limit of(ClientType type) {
    return limits.getOrDefault(type, new Limit(0, 0, 0));
  }

  /**
   * Whether a client has to be cut off.
   *
   * @param profile remembers since when the client is beyond the soft limit
   */
  boolean isBeyond(ClientType type, Profile profile, long pendingBytes, long nowMillis) {
    Limit limit = of(type);
    if (limit.hardBytes > 0 && pendingBytes >= limit.hardBytes) {
      return true;
    }
    if (limit.softBytes == 0 || pendingBytes < limit.softBytes) {
      profile.slowSinceMillis = 0;
      return false;
    }
    if (profile.slowSinceMillis == 0) {
      profile.slowSinceMillis = nowMillis;
    }
    return nowMillis - profile.slowSinceMillis > limit.softSeconds * MILLIS_PER_SECOND;
  }

  /**
   * What is to be done to put limits in force that are written as CONFIG GET shows them; kinds that
   * are not named keep theirs.
   *
   * @throws RefusedException with the reason, when they make no sense
   */
  Runnable parse(String text) {
    String[] words = text.strip().split("\\s+", -1);
    if (words.length % WORDS_PER_KIND != 0) {
      throw new RefusedException("Wrong number of arguments in buffer limit configuration.");
    }
    Map<ClientType, Limit> parsed = new EnumMap<>(ClientType.class);
    for (int i = 0; i < words.length; i += WORDS_PER_KIND) {
      parsed.put(
          type(words[i]), new Limit(bytes(words[i + 1]), bytes(words[i + 2]), bytes(words[i + 3])));
    }
    return () -> limits.putAll(parsed);
  }

  private static ClientType type(String word) {
    try {
      ClientType type = ClientType.parse(word);
      if (type != ClientType.MASTER) {
        return type;
      }
    } catch (RefusedException _) {
      // The same refusal for both.
    }
    throw new RefusedException("Invalid client class specified in buffer limit configuration.");
  }

  private static long bytes(String word) {
    try {
      return Sizes.parse(word, 0, Long.MAX_VALUE / 2);
    } catch (InvalidValueException _) {
      throw new RefusedException(
          "Error in hard, soft or soft_seconds setting in buffer limit configuration.");
    }
  }

  /** As CONFIG GET shows them. */
  @Override
  public String toString() {
    return text("normal", ClientType.NORMAL)
        + " "
        + text("slave", ClientType.REPLICA)
        + " "
        + text("pubsub", ClientType.PUBSUB);
  }

  private String text(String name, ClientType type) {
    Limit limit = of(type);
    return name + " " + limit.hardBytes + " " + limit.softBytes + " " + limit.softSeconds;
  }
}
