package io.haulm.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceAddressTest {
  @Test
  void everyFormIsRead() throws InvalidValueException {
    assertThat(FaceAddress.parse("off")).isEqualTo(new FaceAddress.Off());
    assertThat(FaceAddress.parse("localhost:0")).isEqualTo(new FaceAddress.Tcp("localhost", 0));
    assertThat(FaceAddress.parse("[::1]:11300")).isEqualTo(new FaceAddress.Tcp("::1", 11300));
    assertThat(FaceAddress.parse("unix:/run/haulm.sock"))
        .isEqualTo(new FaceAddress.Unix(Path.of("/run/haulm.sock")));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {"off", "127.0.0.1:11300", "[::1]:11300", "[fe80::1%eth0]:1", "unix:/run/h.sock"})
  void addressReadsBackAsItIsShown(String text) throws InvalidValueException {
    assertThat(FaceAddress.parse(text)).hasToString(text);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "11300",
        ":11300",
        "host",
        "host:",
        "host:x",
        "host:-1",
        "::1:11300",
        "unix:",
        "[::1]",
        "a b:1",
        "host:65536",
        "host:123456"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThatThrownBy(() -> FaceAddress.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("must be HOST:PORT, unix:PATH or off");
  }

  @Test
  void largestPortIsTaken() throws InvalidValueException {
    assertThat(FaceAddress.parse("host:65535"))
        .isEqualTo(new FaceAddress.Tcp("host", FaceAddress.PORT_MAX));
  }
}
