package io.haulm.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The runner waits by this knowledge alone, so it is tested without any server. */
class RepliesDueTest {

  private final RepliesDue due = new RepliesDue(100);

  private int after(String sent) {
    due.sent(sent);
    return due.count();
  }

  @Test
  void eachLineOwesOneReply() {
    assertThat(after("stats\r\nfoo\r\n\r\nsta")).isEqualTo(3);
    assertThat(after("ts\r")).isEqualTo(3);
    assertThat(after("\n")).isEqualTo(4);
  }

  @Test
  void putOwesItsReplyAfterTheBody() {
    assertThat(after("put 0 0 60 3\r\n\r\n")).isZero();
    assertThat(due.isInBody()).isTrue();
    assertThat(after("x\r\n")).isEqualTo(1);
    assertThat(due.isInBody()).isFalse();
    assertThat(due.putsCounted()).isEqualTo(1);
  }

  @Test
  void putWithBadNumbersOwesReplyAtOnceAndItsBodyIsCommands() {
    assertThat(after("put 0 0 60 4294967296\r\n")).isEqualTo(1);
    assertThat(after("put 0 0 60 3 \r\nabc\r\n")).isEqualTo(3);
    assertThat(due.putsCounted()).isEqualTo(1);
  }

  @Test
  void bodyThatIsTooLongIsSkippedWhateverFollowsTheNumbers() {
    assertThat(after("put 0 0 60 101x\r\n" + "\r\n".repeat(51))).isZero();
    assertThat(after("\r")).isEqualTo(1);
  }

  @Test
  void lineThatIsTooLongOwesOneReplyAndIsNoCommand() {
    assertThat(after("put 0 0 60 3" + " ".repeat(300) + "\r\n")).isEqualTo(1);
    assertThat(due.isInBody()).isFalse();
  }

  @Test
  void onlyReserveMayBlock() {
    due.sent("reserve\r\nreserve-with-timeout 5\r\nreserve-job 1\r\n");
    assertThat(due.nextMayBlock()).isTrue();
    due.received();
    assertThat(due.nextMayBlock()).isTrue();
    due.received();
    assertThat(due.nextMayBlock()).isFalse();
  }

  @Test
  void nothingIsOwedBehindQuit() {
    assertThat(after("stats\r\nquit\r\nstats\r\n")).isEqualTo(1);
    assertThat(due.isEndNext()).isFalse();
    due.received();
    assertThat(due.isEndNext()).isTrue();
  }
}
