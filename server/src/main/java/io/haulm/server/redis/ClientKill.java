package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.Numbers;
import io.haulm.engine.keyspace.RefusedException;
import java.util.function.Predicate;

/** CLIENT KILL: ends the connections that all its filters fit. */
final class ClientKill {
  private static final long MILLIS_PER_SECOND = 1000;

  private final RedisFace face;

  ClientKill(RedisFace face) {
    this.face = face;
  }

  void kill(Call call) {
    if (call.count() == 3) {
      String address = call.text(2);
      if (end(call, each -> each.profile().address().equals(address), false) == 0) {
        throw new RefusedException("ERR No such client");
      }
      call.reply().ok();
      return;
    }
    if (call.count() % 2 != 0) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    boolean skipsMe = true;
    Predicate<RedisConnection> filter = _ -> true;
    for (int i = 2; i < call.count(); i += 2) {
      if (call.is(i, "SKIPME")) {
        skipsMe = yesOrNo(call, i + 1);
      } else {
        filter = filter.and(filter(call, i));
      }
    }
    call.reply().integer(end(call, filter, skipsMe));
  }

  private int end(Call call, Predicate<RedisConnection> filter, boolean skipsMe) {
    RedisConnection me = RedisConnection.of(call);
    int killed = 0;
    for (RedisConnection connection : face.clients().all()) {
      if (!filter.test(connection) || (connection == me && skipsMe)) {
        continue;
      }
      killed++;
      if (connection == me) {
        me.closeAfterReply();
      } else {
        connection.kill();
      }
    }
    return killed;
  }

  private Predicate<RedisConnection> filter(Call call, int at) {
    String value = call.text(at + 1);
    if (call.is(at, "ID")) {
      long id = Numbers.tryParseLong(call.arg(at + 1)).orElse(0);
      if (id <= 0) {
        throw new RefusedException("ERR client-id should be greater than 0");
      }
      return each -> each.client().id() == id;
    }
    if (call.is(at, "TYPE")) {
      ClientType type = ClientType.parse(value);
      return each -> ClientType.of(each) == type;
    }
    if (call.is(at, "ADDR")) {
      return each -> each.profile().address().equals(value);
    }
    if (call.is(at, "LADDR")) {
      return each -> each.profile().localAddress().equals(value);
    }
    if (call.is(at, "USER")) {
      if (!value.equals(Login.USER)) {
        throw new RefusedException("ERR No such user '" + value + "'");
      }
      return each -> !each.isStranger();
    }
    if (call.is(at, "MAXAGE")) {
      return olderThan(call, at + 1);
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }

  private Predicate<RedisConnection> olderThan(Call call, int at) {
    long seconds = Numbers.tryParseLong(call.arg(at)).orElse(0);
    if (seconds <= 0) {
      throw new RefusedException("ERR maxage is not an integer or out of range");
    }
    long nowMillis = call.nowMillis();
    return each -> each.profile().ageMillis(nowMillis) / MILLIS_PER_SECOND >= seconds;
  }

  private static boolean yesOrNo(Call call, int at) {
    if (call.is(at, "yes")) {
      return true;
    }
    if (call.is(at, "no")) {
      return false;
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }
}
