package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreeAddressTest {

  private final List<Integer> ports = new ArrayList<>();

  private static AssertionError ended(String why) {
    return new AssertionError("it ended: [bind: " + why + "]");
  }

  @Test
  void anotherAddressIsTriedWhenOneHasBeenTaken() {
    int port =
        FreeAddress.start(address -> {
          ports.add(address.getPort());
          if (ports.size() < 3) {
            throw ended("Address already in use");
          }
          return address.getPort();
        });
    assertThat(ports).hasSize(3).last().isEqualTo(port);
  }

  @Test
  void threeTakenAddressesAreFailure() {
    assertThatThrownBy(() -> failing("Address already in use")).hasMessageContaining("in use");
    assertThat(ports).hasSize(3);
  }

  @Test
  void serverThatEndsForAnotherReasonIsFailureAtOnce() {
    assertThatThrownBy(() -> failing("Permission denied")).hasMessageContaining("denied");
    assertThat(ports).hasSize(1);
  }

  private void failing(String why) {
    FreeAddress.start(address -> {
      ports.add(address.getPort());
      throw ended(why);
    });
  }
}
