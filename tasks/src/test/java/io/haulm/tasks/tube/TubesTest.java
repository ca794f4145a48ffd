package io.haulm.tasks.tube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TubesTest {

  @Test
  void namesAreSpelledSoThatTubesCanHaveThem() {
    assertThat(Tubes.named(Tubes.CONTROL, "java1@host")).isEqualTo("haulm.control.java1$40host");
    assertThat(Tubes.named(Tubes.SCHEDULE, "täglich um 5"))
        .isEqualTo("haulm.schedule.t$C3$A4glich$20um$205");
    assertThat(Tubes.named(Tubes.CLAIM, "$40")).isEqualTo("haulm.claim.$2440");
  }

  @Test
  void longestNameIsSpelledAndLongerOnesHaveDigests() {
    String longest = "x".repeat(Tubes.NAME_BYTES_MAX - Tubes.CLAIM.length());
    assertThat(Tubes.named(Tubes.CLAIM, longest)).isEqualTo(Tubes.CLAIM + longest);

    String one = Tubes.named(Tubes.CLAIM, longest + "x");
    assertThat(one).startsWith(Tubes.CLAIM + "$$").hasSizeLessThan(Tubes.NAME_BYTES_MAX);
    assertThat(Tubes.named(Tubes.CLAIM, longest + "y")).isNotEqualTo(one);
  }

  @Test
  void ourTubesAreNoQueues() {
    assertThat(Tubes.ofQueue("payments")).isEqualTo("payments");
    assertThatIllegalArgumentException().isThrownBy(() -> Tubes.ofQueue("haulm.reply.x"));
  }
}
