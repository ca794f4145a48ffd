package io.haulm.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurabilityTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"sync", "interval=1", "interval=3600000", "os", "memory"})
  void durabilityReadsBackAsItIsShown(String text) throws InvalidValueException {
    assertThat(Durability.parse(text)).hasToString(text);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(strings = {"", "Sync", "disk", "interval", "interval 5"})
  void whatIsNoDurabilityIsRefused(String text) {
    assertThatThrownBy(() -> Durability.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("must be sync, interval=MS, os or memory");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "interval=",
        "interval=0",
        "interval=-1",
        "interval=3600001",
        "interval=9999999999"
      })
  void intervalBeyondItsLimitsIsRefused(String text) {
    assertThatThrownBy(() -> Durability.parse(text))
        .isInstanceOf(InvalidValueException.class)
        .hasMessage("must have an interval from 1 to 3600000 milliseconds");
  }
}
