package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.Handler;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import io.haulm.engine.keyspace.ReplySink;
import io.haulm.server.redis.RedisConnection.ReplyMode;
import java.util.List;
import java.util.OptionalLong;

/** CLIENT: what a client tells of itself, and what an operator does to clients. */
final class ClientCommands {
  private static final Flag[] OWN = {Flag.NOSCRIPT};
  private static final Flag[] OPERATOR = {Flag.ADMIN, Flag.NOSCRIPT};
  private static final String NO_TRACKING =
      "ERR Client side caching is not supported by this server";

  private final RedisFace face;
  private final ClientLine line;

  private ClientCommands(RedisFace face) {
    this.face = face;
    this.line = new ClientLine(face);
  }

  static void register(CommandTable commands, RedisFace face) {
    ClientCommands handlers = new ClientCommands(face);
    CommandGroup group = new CommandGroup(commands, "connection");
    group.container("client", "2.4.0", "Groups the commands on clients");
    handlers.addOwn(group);
    handlers.addOperators(group);
    addTracking(group);
    group.help("client", "5.0.0");
  }

  private void addOwn(CommandGroup group) {
    group
        .add("client|id", 2, "5.0.0", "Returns the id of the connection", ClientCommands::id, OWN)
        .add("client|getname", 2, "2.6.9", "Returns the connection's name", this::getName, OWN)
        .add("client|setname", 3, "2.6.9", "Sets the connection's name", this::setName, OWN)
        .add("client|setinfo", 4, "7.2.0", "Sets the library's name or version", this::setInfo, OWN)
        .add("client|info", 2, "6.2.0", "Tells about the connection", this::info, OWN)
        .add("client|reply", 3, "3.2.0", "Switches replies on or off", ClientCommands::reply, OWN)
        .add(
            "client|no-touch",
            3,
            "7.2.0",
            "Sets whether keys' times of access are left alone",
            call -> RedisConnection.of(call).profile().isNoTouch = onOrOff(call),
            OWN);
  }

  private void addOperators(CommandGroup group) {
    group
        .add("client|list", -2, "2.4.0", "Lists the clients", this::list, OPERATOR)
        .add("client|kill", -3, "2.4.0", "Ends connections", new ClientKill(face)::kill, OPERATOR)
        .add("client|unblock", -3, "5.0.0", "Ends the wait of a client", this::unblock, OPERATOR)
        .add("client|pause", -3, "3.0.0", "Holds up commands for a while", this::pause, OPERATOR)
        .add("client|unpause", 2, "6.2.0", "Ends a pause", this::unpause, OPERATOR)
        .add(
            "client|no-evict",
            3,
            "7.0.0",
            "Sets whether the client may be evicted",
            call -> RedisConnection.of(call).profile().isNoEvict = onOrOff(call),
            OPERATOR);
  }

  private static void addTracking(CommandGroup group) {
    Handler refused =
        _ -> {
          throw new RefusedException(NO_TRACKING);
        };
    String summary = "Refused: there is no client side caching";
    group
        .add("client|tracking", -3, "6.0.0", summary, refused, OWN)
        .add("client|caching", 3, "6.0.0", summary, refused, OWN)
        .add(
            "client|getredir",
            2,
            "6.0.0",
            "Returns whom tracking is redirected to: nobody",
            call -> call.reply().integer(-1),
            OWN)
        .add(
            "client|trackinginfo",
            2,
            "6.2.0",
            "Tells about tracking: it is off",
            ClientCommands::trackingInfo,
            OWN);
  }

  private static void id(Call call) {
    call.reply().integer(call.client().id());
  }

  private void info(Call call) {
    call.reply().text(line.of(RedisConnection.of(call)) + "\n");
  }

  private void unpause(Call call) {
    face.pause().end();
    call.reply().ok();
  }

  private void getName(Call call) {
    String name = RedisConnection.of(call).profile().name;
    if (name.isEmpty()) {
      call.reply().nil();
    } else {
      call.reply().bulk(name);
    }
  }

  private void setName(Call call) {
    RedisConnection.of(call).profile().name = Names.clientName(call.arg(2));
    call.reply().ok();
  }

  private void setInfo(Call call) {
    Profile profile = RedisConnection.of(call).profile();
    if (call.is(2, "LIB-NAME")) {
      profile.libraryName = Names.library(call.arg(3), "lib-name");
    } else if (call.is(2, "LIB-VER")) {
      profile.libraryVersion = Names.library(call.arg(3), "lib-ver");
    } else {
      throw new RefusedException("ERR Unrecognized option '" + call.text(2) + "'");
    }
    call.reply().ok();
  }

  private static void reply(Call call) {
    RedisConnection connection = RedisConnection.of(call);
    boolean isEarly = call.is(2, "EARLY");
    if (isEarly || call.is(2, "ON")) {
      connection.setReplyMode(ReplyMode.ON);
      connection.setEarly(isEarly);
      call.reply().ok();
    } else if (call.is(2, "OFF")) {
      connection.setReplyMode(ReplyMode.OFF);
    } else if (call.is(2, "SKIP")) {
      connection.skipNextReply();
    } else {
      throw new RefusedException(RefusedException.SYNTAX);
    }
  }

  private static boolean onOrOff(Call call) {
    boolean isOn = call.is(2, "ON");
    if (!isOn && !call.is(2, "OFF")) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    call.reply().ok();
    return isOn;
  }

  private void list(Call call) {
    StringBuilder text = new StringBuilder();
    for (RedisConnection connection : listed(call)) {
      text.append(line.of(connection)).append('\n');
    }
    call.reply().text(text.toString());
  }

  private List<RedisConnection> listed(Call call) {
    if (call.count() == 2) {
      return face.clients().all();
    }
    if (call.count() == 4 && call.is(2, "TYPE")) {
      ClientType type = ClientType.parse(call.text(3));
      return face.clients().all().stream().filter(each -> ClientType.of(each) == type).toList();
    }
    if (call.count() > 3 && call.is(2, "ID")) {
      return java.util.stream.IntStream.range(3, call.count())
          .mapToObj(i -> Numbers.tryParseLong(call.arg(i)))
          .map(id ->
              face.clients()
                  .find(id.orElseThrow(() -> new RefusedException("ERR Invalid client ID"))))
          .filter(java.util.Objects::nonNull)
          .toList();
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }

  private void unblock(Call call) {
    boolean asTimeout = call.count() == 3 || call.is(3, "TIMEOUT");
    if (call.count() > 4 || (!asTimeout && !call.is(3, "ERROR"))) {
      throw new RefusedException("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
    }
    RedisConnection other = face.clients().find(call.integer(2));
    boolean isBlocked = other != null && other.endWait(asTimeout);
    call.reply().integer(isBlocked ? 1 : 0);
  }

  private void pause(Call call) {
    boolean isAll = call.count() == 3 || call.is(3, "ALL");
    if (call.count() > 4 || (!isAll && !call.is(3, "WRITE"))) {
      throw new RefusedException("ERR CLIENT PAUSE mode must be WRITE or ALL");
    }
    OptionalLong millis = Numbers.tryParseLong(call.arg(2));
    if (millis.isEmpty()) {
      throw new RefusedException("ERR timeout is not an integer or out of range");
    }
    if (millis.getAsLong() < 0) {
      throw new RefusedException("ERR timeout is negative");
    }
    face.pause().begin(call.nowMillis() + Math.min(millis.getAsLong(), Pause.MILLIS_MAX), isAll);
    call.reply().ok();
  }

  private static void trackingInfo(Call call) {
    ReplySink reply = call.reply();
    reply.map(3);
    reply.bulk("flags");
    reply.set(1);
    reply.bulk("off");
    reply.bulk("redirect");
    reply.integer(-1);
    reply.bulk("prefixes");
    reply.array(0);
  }
}
