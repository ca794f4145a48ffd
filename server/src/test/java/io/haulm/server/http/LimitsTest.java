package io.haulm.server.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.config.FaceAddress;
import io.haulm.server.http.access.Access;
import io.haulm.server.http.access.Role;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Limits of connections, streams and time, each tried one beyond. */
class LimitsTest extends HttpTest {
  @Test
  void oneConnectionTooManyIsTurnedAway() throws Exception {
    Web web = anybody();
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < HttpLimits.CONNECTIONS_MAX; i++) {
        open.add(web.connect());
      }
      Socket last = open.getLast();
      last.getOutputStream().write(web.head("GET", "/health/live").getBytes(US_ASCII));
      assertThat(last.getInputStream().read()).isEqualTo('H');

      try (Socket tooMany = web.connect()) {
        assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void oneStreamOfEventsTooManyIsRefusedUntilOneEnds() throws Exception {
    Guard guard =
        new Guard(
            new HostNames(new FaceAddress.Off(), List.of()),
            new Access(Optional.empty(), () -> 0, 1),
            "session");
    Route events = Route.get("/events", Role.NOBODY, _ -> new Response.Events(_ -> {}));
    Exchange exchange =
        new Exchange(new Routes(List.of(events)), guard, new StaticFiles(), () -> false);
    var headers = new DefaultHttpHeaders().add("Host", "localhost");
    var request = new Request.Incoming("GET", "/events", headers, new byte[0], "127.0.0.1");
    EmbeddedChannel last = new EmbeddedChannel();
    exchange.streamBegins(last);
    for (int i = 1; i < HttpLimits.STREAMS_MAX; i++) {
      assertThat(exchange.answer(request, Route.Lane.GENERAL)).isInstanceOf(Response.Events.class);
      exchange.streamBegins(new EmbeddedChannel());
    }

    assertThat(exchange.answer(request, Route.Lane.GENERAL))
        .isInstanceOfSatisfying(
            Response.Whole.class, refusal -> assertThat(refusal.status()).isEqualTo(503));

    assertThat(last.finish()).isFalse();
    assertThat(exchange.answer(request, Route.Lane.GENERAL)).isInstanceOf(Response.Events.class);
    exchange.close();
  }

  @Test
  void connectionThatBringsNoWholeRequestInTimeIsClosed() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    channel.pipeline().addLast(new RequestDeadline(HttpLimits.REQUEST_MILLIS_MAX));

    // A byte now and then gives no more time.
    for (int i = 1; i < 10; i++) {
      channel.advanceTimeBy(HttpLimits.REQUEST_MILLIS_MAX / 10, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
      assertThat(channel.writeInbound("G")).isTrue();
    }
    assertThat(channel.isActive()).isTrue();
    channel.advanceTimeBy(HttpLimits.REQUEST_MILLIS_MAX / 10, TimeUnit.MILLISECONDS);
    channel.runScheduledPendingTasks();

    assertThat(channel.isActive()).isFalse();
    assertThat(channel.releaseInbound()).isTrue();
  }
}
