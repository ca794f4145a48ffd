package io.haulm.server.http.keyspace;

import io.haulm.engine.Engine;
import io.haulm.engine.keyspace.CommandSpec;
import io.haulm.engine.keyspace.Keyspace;
import io.haulm.engine.keyspace.KeyspaceClient;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.server.http.Problem;
import io.haulm.server.http.ShardQuestions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs Redis' commands within the server, for whoever has an HTTP request. */
public final class CommandRunner {
  private final ShardQuestions questions;
  private @Nullable KeyspaceClient client;

  /** The client that stands for all requests. On the shard's thread. */
  private static final class Console implements KeyspaceClient.Owner {
    private TellingSink sink = new TellingSink();

    @Override
    public ReplySink replies() {
      return sink;
    }

    @Override
    public void unblocked() {
      // Nobody waits for it: who would have to wait is told so at once.
    }
  }

  /** Some commands that are run one behind the other, in one turn, on one database. */
  static final class Session {
    private final Keyspace keyspace;
    private final KeyspaceClient client;
    private final Console owner;
    private final int database;
    private final long nowMillis;

    private Session(Keyspace keyspace, KeyspaceClient client, int database, long nowMillis) {
      this.keyspace = keyspace;
      this.client = client;
      this.owner = (Console) client.owner();
      this.database = database;
      this.nowMillis = nowMillis;
    }

    /** Runs a command; one that would have to wait answers as if its time were up. */
    Told run(byte[]... words) {
      owner.sink = new TellingSink();
      client.select(database);
      keyspace.submit(nowMillis, client, words);
      if (client.isBlocked()) {
        keyspace.unblock(client, true);
      }
      Told told = owner.sink.take();
      keyspace.reset(client);
      return told;
    }

    /** The same with words in UTF-8. */
    Told run(String... words) {
      byte[][] argv = new byte[words.length][];
      for (int i = 0; i < words.length; i++) {
        argv[i] = words[i].getBytes(StandardCharsets.UTF_8);
      }
      return run(argv);
    }

    /** What is known of the command that these words name; empty when there is none. */
    Optional<CommandSpec> find(byte[][] words) {
      try {
        return Optional.of(keyspace.commands().find(words).spec());
      } catch (RefusedException e) {
        return Optional.empty();
      }
    }
  }

  /** Runs commands on this shard. */
  public CommandRunner(ShardQuestions questions) {
    this.questions = questions;
  }

  /**
   * Runs some commands in one turn, and waits for it to be durable.
   *
   * @param database 0 to 15
   */
  <T> T inTurn(int database, Function<Session, T> work) throws InterruptedException {
    return questions.ask(engine -> work.apply(session(engine, database)));
  }

  private Session session(Engine engine, int database) {
    KeyspaceClient known = client;
    if (known == null) {
      known = engine.keyspace().connect(new Console());
      client = known;
    }
    return new Session(engine.keyspace(), known, database, questions.shard().nowMillis());
  }

  /** Runs one command, and waits for it to be durable. */
  Told run(int database, byte[]... words) throws InterruptedException {
    return inTurn(database, session -> session.run(words));
  }

  /** What a command has answered, unless it was refused. */
  static Told orRefuse(Told told) {
    if (told instanceof Told.Refusal(var message)) {
      throw problem(message);
    }
    return told;
  }

  /** A refusal of Redis as one of ours. */
  static Problem problem(String message) {
    if (message.startsWith("WRONGTYPE")) {
      return Problem.conflict("wrong-type", "The key holds another type");
    }
    if (message.startsWith("NOGROUP")) {
      return Problem.missing("no-such-group", "There is no such group");
    }
    if (message.startsWith("BUSYGROUP")) {
      return Problem.conflict("group-exists", "There is such a group already");
    }
    if (message.startsWith("ERR no such key") || message.contains("requires the key to exist")) {
      return Problem.missing("no-such-key", "There is no such key");
    }
    if (message.startsWith("OOM") || message.startsWith("MISCONF")) {
      return new Problem(507, "no-room", message);
    }
    return Problem.bad("refused", message);
  }

  /** Words of which some are bytes. */
  static byte[][] words(Object... words) {
    List<byte[]> argv = new ArrayList<>();
    for (Object word : words) {
      argv.add(
          word instanceof byte[] bytes ? bytes : word.toString().getBytes(StandardCharsets.UTF_8));
    }
    return argv.toArray(new byte[0][]);
  }
}
