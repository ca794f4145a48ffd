package io.haulm.testkit.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.haulm.engine.Command;
import io.haulm.engine.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whoever compares must be able to find a difference: here the model is told what did not happen.
 */
class SideBySideTest {
  private final SideBySide pair = new SideBySide(false, true);

  @BeforeEach
  void oneSession() {
    pair.connect();
  }

  private Session session() {
    return pair.members().getFirst();
  }

  private void put(long delayMillis) {
    pair.ask(new Command.BeginPut(session(), 0, delayMillis, 60_000));
    pair.endPut(session(), "body");
  }

  @Test
  void otherReplyIsFound() {
    pair.model().drain();

    assertThatExceptionOfType(Disagreement.class)
        .isThrownBy(() -> put(0))
        .withMessageContaining("DRAINING")
        .withMessageContaining("Inserted");
  }

  @Test
  void timerThatIsTooLateIsFound() {
    put(0);
    pair.model().apply(pair.nowMillis(), new Command.ReserveJob(session(), 1));

    assertThatExceptionOfType(Disagreement.class)
        .isThrownBy(pair::checkTimer)
        .withMessageContaining("timer");
  }

  @Test
  void jobInAnotherStateIsFound() {
    put(5000);
    pair.model().apply(pair.nowMillis(), new Command.KickJob(session(), 1));

    assertThatExceptionOfType(Disagreement.class)
        .isThrownBy(pair::checkAll)
        .withMessageContaining("DELAYED")
        .withMessageContaining("READY");
  }

  @Test
  void waitingSessionThatIsToldSomethingElseIsFound() {
    pair.ask(new Command.ReserveWithTimeout(session(), 1000));
    pair.model().halfClose(session());
    pair.model().takeEffects();

    assertThatExceptionOfType(Disagreement.class)
        .isThrownBy(() -> pair.passTo(pair.nowMillis() + 1000, 1000))
        .withMessageContaining("TIMED_OUT");
  }
}
