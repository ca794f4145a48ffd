package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import java.util.OptionalLong;

/** The commands by which a connection is set up, tried and ended. */
final class ConnectionCommands {
  private static final Flag[] ANY_TIME = {Flag.NOSCRIPT, Flag.FAST, Flag.NO_AUTH, Flag.ALLOW_BUSY};
  // With a password among its words.
  private static final Flag[] SECRET = {
    Flag.NOSCRIPT, Flag.FAST, Flag.NO_AUTH, Flag.ALLOW_BUSY, Flag.SKIP_MONITOR
  };
  private static final int RESP2 = 2;
  private static final int RESP3 = 3;
  private static final int HELLO_PAIRS = 7;
  private static final String WRONG_PASSWORD =
      "WRONGPASS invalid username-password pair or user is disabled.";

  private final RedisFace face;

  private ConnectionCommands(RedisFace face) {
    this.face = face;
  }

  static void register(CommandTable commands, RedisFace face) {
    ConnectionCommands handlers = new ConnectionCommands(face);
    new CommandGroup(commands, "connection")
        .add(
            "ping",
            -1,
            "1.0.0",
            "Returns PONG, or what it was given",
            ConnectionCommands::ping,
            Flag.FAST)
        .add(
            "echo",
            2,
            "1.0.0",
            "Returns what it was given",
            call -> call.reply().bulk(call.arg(1)),
            Flag.FAST)
        .add("quit", -1, "1.0.0", "Closes the connection", ConnectionCommands::quit, ANY_TIME)
        .add("reset", 1, "6.2.0", "Makes the connection as new", handlers::reset, ANY_TIME)
        .add("auth", -2, "1.0.0", "Says who the client is", handlers::auth, SECRET)
        .add("hello", -1, "6.0.0", "Agrees on the protocol's version", handlers::hello, SECRET);
  }

  private static void ping(Call call) {
    if (call.count() > 2) {
      throw new RefusedException(CommandTable.wrongArity(call.spec()));
    }
    ReplySink reply = call.reply();
    if (call.client().subscriptions().isAny() && !reply.isResp3()) {
      reply.array(2);
      reply.bulk("pong");
      reply.bulk(call.count() == 2 ? call.arg(1) : new byte[0]);
    } else if (call.count() == 2) {
      reply.bulk(call.arg(1));
    } else {
      reply.status("PONG");
    }
  }

  private static void quit(Call call) {
    call.reply().ok();
    RedisConnection.of(call).closeAfterReply();
  }

  private void reset(Call call) {
    RedisConnection connection = RedisConnection.of(call);
    face.keyspace().reset(call.client());
    connection.reset(!face.login().isOpen());
    call.reply().status("RESET");
  }

  private void auth(Call call) {
    if (call.count() > 3) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    if (call.count() == 2 && face.login().isOpen()) {
      throw new RefusedException(
          "ERR AUTH <password> called without any password configured for the default user."
              + " Are you sure your configuration is correct?");
    }
    String user = call.count() == 3 ? call.text(1) : Login.USER;
    logIn(call, user, call.arg(call.count() - 1));
    call.reply().ok();
  }

  private void logIn(Call call, String user, byte[] password) {
    if (!face.login().admits(user, password)) {
      face.stats().authFailures++;
      throw new RefusedException(WRONG_PASSWORD);
    }
    RedisConnection.of(call).setStranger(false);
  }

  private void hello(Call call) {
    int version = call.count() > 1 ? version(call) : 0;
    int authAt = 0;
    int nameAt = 0;
    for (int i = 2; i < call.count(); i++) {
      int left = call.count() - 1 - i;
      if (call.is(i, "AUTH") && left >= 2) {
        authAt = i + 1;
        i += 2;
      } else if (call.is(i, "SETNAME") && left >= 1) {
        nameAt = i + 1;
        i++;
      } else {
        throw new RefusedException("ERR Syntax error in HELLO option '" + call.text(i) + "'");
      }
    }
    if (authAt > 0) {
      logIn(call, call.text(authAt), call.arg(authAt + 1));
    }
    RedisConnection connection = RedisConnection.of(call);
    if (connection.isStranger()) {
      throw new RefusedException(
          "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO"
              + " <proto> AUTH <user> <pass> option can be used to authenticate the client and"
              + " select the RESP protocol version at the same time");
    }
    if (nameAt > 0) {
      connection.profile().name = Names.clientName(call.arg(nameAt));
    }
    if (version > 0) {
      connection.replies().setResp3(version == RESP3);
    }
    tellServer(call);
  }

  private static int version(Call call) {
    OptionalLong version = Numbers.tryParseLong(call.arg(1));
    if (version.isEmpty()) {
      throw new RefusedException("ERR Protocol version is not an integer or out of range");
    }
    if (version.getAsLong() != RESP2 && version.getAsLong() != RESP3) {
      throw new RefusedException("NOPROTO unsupported protocol version");
    }
    return (int) version.getAsLong();
  }

  private static void tellServer(Call call) {
    ReplySink reply = call.reply();
    reply.map(HELLO_PAIRS);
    reply.bulk("server");
    reply.bulk("redis");
    reply.bulk("version");
    reply.bulk(RedisFace.REDIS_VERSION);
    reply.bulk("proto");
    reply.integer(reply.isResp3() ? RESP3 : RESP2);
    reply.bulk("id");
    reply.integer(call.client().id());
    reply.bulk("mode");
    reply.bulk("standalone");
    reply.bulk("role");
    reply.bulk("master");
    reply.bulk("modules");
    reply.array(0);
  }
}
