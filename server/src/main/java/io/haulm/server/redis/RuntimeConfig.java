package io.haulm.server.redis;

import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.Words;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of CONFIG: those of Redis that mean something here. Some can be changed while the
 * server runs, until it ends; the others are settings of the server's start.
 */
final class RuntimeConfig {
  private final RedisFace face;
  private final NotifyFlags notifyFlags;
  private final TreeMap<String, Parameter> parameters = new TreeMap<>();

  /**
   * A parameter.
   *
   * @param value shows its value
   * @param setter changes it; null when it cannot be changed
   */
  private record Parameter(Supplier<String> value, @Nullable Setter setter) {}

  /** Understands a new value. */
  private interface Setter {
    /**
     * What is to be done to make the value true.
     *
     * @throws RefusedException with the reason, without the words around it
     */
    Runnable parse(String value);
  }

  RuntimeConfig(RedisFace face) {
    this.face = face;
    this.notifyFlags = new NotifyFlags(face.keyspace().notifier());
    addFixed();
    addDurability(face.options().durability());
    addChangeable();
  }

  /** The parameters and their values, by name. */
  Map<String, Supplier<String>> values() {
    TreeMap<String, Supplier<String>> values = new TreeMap<>();
    parameters.forEach((name, parameter) -> values.put(name, parameter.value));
    return values;
  }

  /**
   * What is to be done to set a parameter.
   *
   * @throws RefusedException when there is no such parameter, it cannot be changed, or not to this
   */
  Runnable parse(String name, String value) {
    Parameter parameter = parameters.get(name.toLowerCase(Locale.ROOT));
    if (parameter == null) {
      throw new RefusedException(
          "ERR Unknown option or number of arguments for CONFIG SET - '" + name + "'");
    }
    if (parameter.setter == null) {
      throw failed(name, "can't set immutable config");
    }
    try {
      return parameter.setter.parse(value);
    } catch (RefusedException e) {
      throw failed(name, e.reply());
    }
  }

  /** The refusal of a value. */
  static RefusedException failed(String name, String why) {
    return new RefusedException(
        "ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + why);
  }

  private void addFixed() {
    RedisOptions options = face.options();
    boolean isTcp = options.address() instanceof FaceAddress.Tcp;
    fixed("databases", Integer.toString(Keyspace.DATABASES));
    fixed("maxmemory", Long.toString(options.memoryBytesMax()));
    fixed("maxmemory-policy", "noeviction");
    fixed("maxclients", Integer.toString(options.connectionsMax()));
    fixed("port", options.address() instanceof FaceAddress.Tcp tcp ? "" + tcp.port() : "0");
    fixed("bind", options.address() instanceof FaceAddress.Tcp tcp ? tcp.host() : "");
    fixed("unixsocket", isTcp ? "" : options.address().toString());
    fixed("protected-mode", "yes");
    // Whoever may read this may not therefore know the password.
    fixed("requirepass", options.password().isPresent() ? "(hidden)" : "");
    fixed("cluster-enabled", "no");
    fixed("save", "");
    fixed("latency-tracking", "no");
    fixed("latency-monitor-threshold", "0");
    fixed("proto-max-bulk-len", Integer.toString(RequestParser.WORD_BYTES_MAX));
    fixed("client-query-buffer-limit", Long.toString(RequestParser.COMMAND_BYTES_MAX));
  }

  private void addDurability(Durability durability) {
    fixed("appendonly", durability instanceof Durability.Memory ? "no" : "yes");
    fixed(
        "appendfsync",
        switch (durability) {
          case Durability.Sync _ -> "always";
          case Durability.Interval _ -> "everysec";
          case Durability.Os _, Durability.Memory _ -> "no";
        });
  }

  private void addChangeable() {
    number(
        "timeout",
        () -> face.idleClients().timeoutSeconds(),
        0,
        Integer.MAX_VALUE,
        seconds -> face.idleClients().setTimeoutSeconds(seconds));
    number(
        "slowlog-log-slower-than",
        () -> face.slowLog().slowMicros(),
        -1,
        Long.MAX_VALUE,
        micros -> face.slowLog().setSlowMicros(micros));
    number(
        "slowlog-max-len",
        () -> face.slowLog().lengthMax(),
        0,
        SlowLog.LENGTH_MAX,
        length -> face.slowLog().setLengthMax((int) length));
    parameters.put(
        "notify-keyspace-events", new Parameter(notifyFlags::text, this::parseNotifyFlags));
    parameters.put(
        "client-output-buffer-limit",
        new Parameter(
            () -> face.outputLimits().toString(), value -> face.outputLimits().parse(value)));
  }

  private Runnable parseNotifyFlags(String letters) {
    Runnable change = notifyFlags.parse(letters);
    if (change == null) {
      throw new RefusedException("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
    }
    return change;
  }

  private void fixed(String name, String value) {
    parameters.put(name, new Parameter(() -> value, null));
  }

  private void number(
      String name, Supplier<Number> value, long min, long max, LongConsumer change) {
    Setter setter =
        text -> {
          OptionalLong number = Numbers.tryParseLong(Words.bytes(text));
          if (number.isEmpty()) {
            throw new RefusedException("argument couldn't be parsed into an integer");
          }
          if (number.getAsLong() < min || number.getAsLong() > max) {
            throw new RefusedException(
                "argument must be between " + min + " and " + max + " inclusive");
          }
          return () -> change.accept(number.getAsLong());
        };
    parameters.put(name, new Parameter(() -> value.get().toString(), setter));
  }
}
