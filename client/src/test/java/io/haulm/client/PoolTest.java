package io.haulm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PoolTest {
  private static ConnectionPool pool(FakeServer server, int size) {
    return ConnectionPool.of(ConnectionOptions.to(server.address()), size);
  }

  @Test
  void connectionComesAsIfItWereNew() throws Exception {
    try (FakeServer server =
            FakeServer.playing(talk ->
                talk.expect("use mail", "watch mail")
                    .say("USING mail", "WATCHING 2")
                    .expect("use default")
                    .say("USING default")
                    .expect("ignore mail")
                    .say("WATCHING 1")
                    .expect("touch 1")
                    .say("TOUCHED"));
        ConnectionPool pool = pool(server, 1)) {
      pool.with(connection -> {
        var unused = connection.async().use("mail");
        return connection.watch("mail");
      });

      pool.with(connection -> {
        connection.touch(1);
        return true;
      });
    }
  }

  @Test
  void connectionThatHoldsJobIsNotLentOn() throws Exception {
    try (FakeServer server =
            FakeServer.playing(
                talk -> talk.expect("reserve").say("RESERVED 1 0", "").awaitEnd(),
                talk -> talk.expect("touch 1").say("NOT_FOUND"));
        ConnectionPool pool = pool(server, 1)) {
      pool.with(Connection::reserve);

      assertThatThrownBy(() ->
              pool.with(connection -> {
                connection.touch(1);
                return true;
              }))
          .isInstanceOf(NotFoundException.class);
    }
  }

  @Test
  void connectionThatWaitsForJobIsNotLentOn() throws Exception {
    try (FakeServer server =
            FakeServer.playing(
                talk -> talk.expect("reserve").awaitEnd(),
                talk -> talk.expect("touch 1").say("TOUCHED"));
        ConnectionPool pool = pool(server, 1)) {
      CompletableFuture<Job> abandoned = pool.with(connection -> connection.async().reserve());
      pool.with(connection -> {
        connection.touch(1);
        return true;
      });
      assertThat(abandoned).isCompletedExceptionally();
    }
  }

  @Test
  void connectionThatBorrowerHasClosedIsReplaced() throws Exception {
    try (FakeServer server =
            FakeServer.playing(
                talk -> talk.answer("touch 1", "TOUCHED").awaitEnd(),
                talk -> talk.expect("touch 2").say("TOUCHED"));
        ConnectionPool pool = pool(server, 1)) {
      pool.with(connection -> {
        try (connection) {
          connection.touch(1);
        }
        return true;
      });
      pool.with(connection -> {
        connection.touch(2);
        return true;
      });
    }
  }

  @Test
  void connectionWhoseJobIsDoneIsLentOn() throws Exception {
    try (FakeServer server =
            FakeServer.playing(talk ->
                talk.expect("reserve")
                    .say("RESERVED 1 0", "")
                    .expect("delete 1")
                    .say("DELETED")
                    .expect("kick 1")
                    .say("KICKED 0"));
        ConnectionPool pool = pool(server, 1)) {
      pool.with(connection -> {
        connection.delete(connection.reserve().id());
        return true;
      });

      assertThat(pool.<Long>with(connection -> connection.kick(1))).isZero();
    }
  }

  @Test
  void borrowerWhoGetsNoneIsTold() throws Exception {
    try (FakeServer server = FakeServer.playing(talk -> talk.awaitEnd());
        ConnectionPool pool = pool(server, 1)) {
      try (var lease = pool.borrow(Duration.ofSeconds(1))) {
        assertThat(lease.connection()).isNotNull();
        assertThatThrownBy(() -> pool.borrow(Duration.ofMillis(1)))
            .isInstanceOf(PoolTimeoutException.class)
            .hasMessage("all 1 connections were in use for 1 ms");
      }
    }
  }

  @Test
  void leaseThatWasGivenBackGivesNothing() throws Exception {
    try (FakeServer server = FakeServer.playing(talk -> talk.awaitEnd());
        ConnectionPool pool = pool(server, 1)) {
      var lease = pool.borrow(Duration.ofSeconds(1));
      lease.close();
      lease.close();

      assertThatThrownBy(lease::connection).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void failureToConnectGivesThePlaceBack() {
    ConnectionPool pool = ConnectionPool.of(ConnectionOptions.to("unix:/no/such/socket"), 1);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> pool.borrow(Duration.ZERO))
          .isInstanceOf(ConnectFailedException.class);
    }
    pool.close();
    assertThatThrownBy(() -> pool.borrow(Duration.ZERO)).isInstanceOf(IllegalStateException.class);
  }
}
