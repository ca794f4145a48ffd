package io.haulm.server.redis.script;

import io.haulm.engine.FactLog;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.KeyspaceClient;
import io.haulm.engine.keyspace.KeyspaceOptions;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.server.redis.script.lua.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A keyspace with scripts, and one client of it whose replies are texts. */
final class Scripts {
  static final Limits LIMITS = new Limits(60_000, 64 << 20, 1 << 20);

  final List<String> log = new ArrayList<>();
  final Keyspace keyspace;
  private final TextSink sink;
  private final KeyspaceClient client;

  Scripts() {
    this(LIMITS, false);
  }

  Scripts(Limits limits, boolean isResp3) {
    this(limits, isResp3, 1L << 40);
  }

  Scripts(Limits limits, boolean isResp3, long bytesMax) {
    keyspace = new Keyspace(new KeyspaceOptions(bytesMax, 1), FactLog.NONE);
    ScriptCommands.register(keyspace.commands(), keyspace, new ScriptOptions(limits, 1, log::add));
    sink = new TextSink(isResp3);
    client =
        keyspace.connect(
            new KeyspaceClient.Owner() {
              @Override
              public ReplySink replies() {
                return sink;
              }

              @Override
              public void unblocked() {}
            });
  }

  /** Runs a command; one char of a word is one byte. */
  String run(String... words) {
    byte[][] argv = new byte[words.length][];
    for (int i = 0; i < argv.length; i++) {
      argv[i] = words[i].getBytes(StandardCharsets.ISO_8859_1);
    }
    keyspace.submit(1_000_000, client, argv);
    return sink.take();
  }

  /** Runs a script without keys and arguments. */
  String eval(String script) {
    return run("EVAL", script, "0");
  }

  int database() {
    return client.database();
  }
}
