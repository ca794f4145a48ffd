package io.haulm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.client.Connection;
import io.haulm.client.DrainingException;
import io.haulm.client.NewJob;
import io.haulm.server.HaulmServer;
import io.haulm.server.config.ServerConfig;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Signals that come while a server starts. */
@Timeout(120)
class ServerSignalsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ServerSignals signals = new ServerSignals();

  private static ServerConfig config() throws UserErrorException {
    Map<Setting, String> options =
        Map.of(
            Setting.BEANSTALK, "127.0.0.1:0",
            Setting.REDIS, "off",
            Setting.HTTP, "off",
            Setting.DURABILITY, "memory");
    return Settings.of(options, Map.of(), Map.of()).toServerConfig();
  }

  @Test
  void endThatIsWantedBeforeTheServerIsThereIsOrderly() throws Exception {
    PrintStream stream = new PrintStream(out, true, UTF_8);
    ServerRun run = new ServerRun(config(), Optional.empty(), new Streams(stream, stream), signals);
    signals.end();

    assertThat(run.untilEnd()).isEqualTo(ExitCodes.OK);
    assertThat(out.toString(UTF_8)).contains("ready in");
  }

  @Test
  void endThatIsWantedTwiceBeforeTheServerIsThereIsAtOnce() {
    AtomicInteger halts = new AtomicInteger();
    ServerSignals impatient = new ServerSignals(halts::incrementAndGet);

    impatient.end();
    assertThat(halts).hasValue(0);
    impatient.end();
    assertThat(halts).hasValue(1);
  }

  @Test
  void drainingThatIsWantedBeforeTheServerIsThereBeginsWithIt() throws Exception {
    signals.drain();
    try (HaulmServer server = HaulmServer.start(config())) {
      signals.attach(server);

      try (Connection connection = Connection.open(server.beanstalkAddress().orElseThrow())) {
        assertThatThrownBy(() -> connection.put(NewJob.of("x")))
            .isInstanceOf(DrainingException.class);
      }
    }
  }

  @Test
  void signalsThatComeLaterAreForTheServer() throws Exception {
    try (HaulmServer server = HaulmServer.start(config())) {
      signals.attach(server);
      signals.drain();

      try (Connection connection = Connection.open(server.beanstalkAddress().orElseThrow())) {
        assertThatThrownBy(() -> connection.put(NewJob.of("x")))
            .isInstanceOf(DrainingException.class);
      }
      signals.end();
      server.awaitEnd();
    }
  }
}
