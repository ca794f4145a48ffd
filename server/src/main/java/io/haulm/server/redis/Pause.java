package io.haulm.server.redis;

import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.server.shard.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The time for which CLIENT PAUSE holds up the commands of all clients. */
final class Pause {
  /** Longest pause, in milliseconds: a year. */
  static final long MILLIS_MAX = 366L * 24 * 3600 * 1000;

  private static final Set<String> MAY_WRITE =
      Set.of("exec", "eval", "evalsha", "fcall", "publish", "spublish", "pfcount");

  private final Shard shard;
  private final CommandTable commands;
  private final List<RedisConnection> held = new ArrayList<>();
  private long untilMillis;
  private boolean holdsAll;
  private int serial;

  Pause(Shard shard, CommandTable commands) {
    this.shard = shard;
    this.commands = commands;
  }

  /**
   * Begins a pause, or prolongs the one that is going on; it does not get shorter, or milder.
   *
   * @param all false when only commands are held that may write
   */
  void begin(long newUntilMillis, boolean all) {
    boolean isOn = isOn();
    holdsAll = all || (isOn && holdsAll);
    untilMillis = isOn ? Math.max(untilMillis, newUntilMillis) : newUntilMillis;
    int mine = ++serial;
    shard.executeLater(() -> endIf(mine), Math.max(1, untilMillis - shard.nowMillis()));
  }

  /** Ends the pause now. */
  void end() {
    untilMillis = 0;
    serial++;
    held.forEach(RedisConnection::goOnSoon);
    held.clear();
  }

  /** Whether a command has to wait; if so, its connection is told when it may go on. */
  boolean holds(RedisConnection connection, byte[][] argv) {
    if (untilMillis == 0 || !isOn() || !isHeld(argv)) {
      return false;
    }
    if (!held.contains(connection)) {
      held.add(connection);
    }
    return true;
  }

  /** How long it still lasts; 0 when there is none. */
  long leftMillis() {
    return Math.max(0, untilMillis - shard.nowMillis());
  }

  /** True when all commands are held, not only those that write. */
  boolean holdsAll() {
    return holdsAll;
  }

  private boolean isOn() {
    return untilMillis > shard.nowMillis();
  }

  private boolean isHeld(byte[][] argv) {
    CommandSpec spec;
    try {
      spec = commands.find(argv).spec();
    } catch (RefusedException _) {
      return holdsAll;
    }
    if (holdsAll) {
      return !spec.name().equals("client|unpause");
    }
    return spec.is(Flag.WRITE) || MAY_WRITE.contains(spec.name());
  }

  private void endIf(int expected) {
    if (serial == expected) {
      end();
    }
  }
}
