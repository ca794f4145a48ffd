package io.haulm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.ServerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeanstalkdConfigTest {
  private static ServerConfig config(String... arguments) throws UserErrorException {
    return BeanstalkdConfig.of(BeanstalkdFlags.parse(List.of(arguments)), Map.of());
  }

  @Test
  void withoutFlagsItListensEverywhereAndKeepsNothing() throws UserErrorException {
    ServerConfig config = config();

    assertThat(config.beanstalk()).isEqualTo(new FaceAddress.Tcp("0.0.0.0", 11300));
    assertThat(config.durability()).isEqualTo(new Durability.Memory());
    assertThat(config.jobBytesMax()).isEqualTo(65535);
  }

  @Test
  void addressAndPortAreJoined() throws UserErrorException {
    assertThat(config("-l", "::1", "-p", "0").beanstalk()).isEqualTo(new FaceAddress.Tcp("::1", 0));
  }

  @Test
  void unixSocketNeedsNoPort() throws UserErrorException {
    assertThat(config("-l", "unix:/run/b.sock", "-p", "nonsense").beanstalk())
        .isEqualTo(new FaceAddress.Unix(Path.of("/run/b.sock")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "-p, 65536, -p 65536: neither a port up to 65535 nor a service in /etc/services",
    "-p, no such service, -p no such service: neither a port up to 65535 nor a service in"
        + " /etc/services",
    "-l, '', -l needs a name or an address",
    "-l, unix:, -l unix: needs the path of a socket"
  })
  void addressThatCannotBeIsSocketError(String flag, String value, String message) {
    assertThatThrownBy(() -> config(flag, value))
        .hasMessage(message)
        .asInstanceOf(type(UserErrorException.class))
        .returns(ExitCodes.SOCKET, UserErrorException::exitCode);
  }

  @Test
  void socketOfSystemdIsTakenInsteadOfAddress() throws UserErrorException {
    String pid = Long.toString(ProcessHandle.current().pid());
    Map<String, String> environment = Map.of("LISTEN_PID", pid, "LISTEN_FDS", "1");

    assertThat(
            BeanstalkdConfig.of(BeanstalkdFlags.parse(List.of("-p", "1")), environment).beanstalk())
        .isEqualTo(new FaceAddress.Inherited(3));
  }

  @Test
  void socketMeantForAnotherProcessIsLeftAlone() {
    assertThat(BeanstalkdConfig.inheritsSocket(Map.of("LISTEN_PID", "1", "LISTEN_FDS", "1")))
        .isFalse();
    assertThat(BeanstalkdConfig.inheritsSocket(Map.of("LISTEN_FDS", "1"))).isFalse();
  }

  @Test
  void hugeSegmentIsCutDown() throws UserErrorException {
    assertThat(config("-s", "-5").segmentBytes()).isEqualTo(Setting.SEGMENT_BYTES_MAX);
    assertThat(config("-s", "4096").segmentBytes()).isEqualTo(Setting.SEGMENT_BYTES_MIN);
  }

  @Test
  void serviceNameStandsForItsPort() {
    List<String> lines =
        List.of(
            "# comment", "", "domain 53/udp", "http-alt\t8080/tcp webcache # proxies", "x 9/udp");

    assertThat(ServiceNames.tcpPort("http-alt", lines)).contains(8080);
    assertThat(ServiceNames.tcpPort("webcache", lines)).contains(8080);
    assertThat(ServiceNames.tcpPort("proxies", lines)).isEmpty();
    assertThat(ServiceNames.tcpPort("domain", lines)).isEmpty();
  }
}
