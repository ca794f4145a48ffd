package io.haulm.tasks.tube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TubeAddressTest {

  @ParameterizedTest
  @CsvSource({
    "tube://host, host:11300",
    "beanstalk://host:1234, host:1234",
    "tube://[::1]:1234, [::1]:1234",
    "tube+tls://host:1234, tls:host:1234",
    "beanstalk+tls://host, tls:host:11300",
    "tube+unix:///run/haulm.sock, unix:/run/haulm.sock",
    "beanstalk+unix:///a/b?lease=5, unix:/a/b"
  })
  void everyFormOfTheClientHasOne(String address, String expected) {
    assertThat(TubeAddress.of(URI.create(address)).options().address()).hasToString(expected);
  }

  @Test
  void leaseIsThirtySecondsUnlessTheAddressSaysOtherwise() {
    assertThat(TubeAddress.of(URI.create("tube://host")).lease()).isEqualTo(Duration.ofSeconds(30));
    assertThat(TubeAddress.of(URI.create("tube://host?lease=1")).lease())
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(TubeAddress.of(URI.create("tube://host?lease=86400")).lease())
        .isEqualTo(Duration.ofSeconds(TubeAddress.LEASE_SECONDS_MAX));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://host",
        "tube:///no-host",
        "tube://host/path",
        "tube://user:secret@host",
        "tube://host?lease=0",
        "tube://host?lease=86401",
        "tube://host?lease=1.5",
        "tube://host?visibility_timeout=5",
        "tube+unix://"
      })
  void whatItCannotMeanIsRefused(String address) {
    assertThatIllegalArgumentException().isThrownBy(() -> TubeAddress.of(URI.create(address)));
  }

  @Test
  void leaseOfHalfSecondIsRefused() {
    var options = TubeAddress.of(URI.create("tube://host")).options();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TubeAddress(options, Duration.ofMillis(1_500)));
  }

  @Test
  void providerKnowsItsAddresses() {
    var provider = new TubeProvider();
    assertThat(provider.accepts(URI.create("tube://host"))).isTrue();
    assertThat(provider.accepts(URI.create("redis://host"))).isFalse();
    assertThat(provider.accepts(URI.create("host"))).isFalse();
  }
}
