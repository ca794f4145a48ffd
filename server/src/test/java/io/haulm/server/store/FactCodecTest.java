package io.haulm.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.Fact;
import io.haulm.engine.JobBody;
import io.haulm.engine.JobCounts;
import io.haulm.engine.JobState;
import io.haulm.engine.Limits;
import io.haulm.engine.TrashName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactCodecTest {
  private static final JobBody BODY = new JobBody(JobBody.NOT_RESIDENT, 4711, 100);

  private static final String LONGEST_OF_TRASH =
      new TrashName(Long.MAX_VALUE, Long.MAX_VALUE, "t".repeat(Limits.TUBE_NAME_BYTES_MAX)).text();

  private final FactCodec codec = new FactCodec();

  static Stream<Fact> facts() {
    JobCounts largest = new JobCounts(-1, -1, -1, -1, -1);
    return Stream.of(
        new Fact.Job(1, "mail", JobState.READY, 0, 0, 0, 1000, 0, 0, JobCounts.ZERO, BODY),
        new Fact.Job(
            Limits.JOB_ID_MAX,
            "t".repeat(Limits.TUBE_NAME_BYTES_MAX),
            JobState.BURIED,
            Limits.PRIORITY_MAX,
            1_800_000_000_000L,
            Limits.DURATION_MILLIS_MAX,
            Limits.DURATION_MILLIS_MAX,
            0,
            77,
            largest,
            BODY),
        new Fact.JobDeleted(5),
        new Fact.JobChanged(
            6, JobState.DELAYED, 9, 5000, 1_800_000_005_000L, 0, new JobCounts(3, 1, 2, 0, 0)),
        new Fact.JobChanged(6, JobState.BURIED, 9, 5000, 0, 12, largest),
        new Fact.JobMoved(6, "mail"),
        new Fact.JobMoved(Limits.JOB_ID_MAX, LONGEST_OF_TRASH),
        new Fact.Job(
            1, LONGEST_OF_TRASH, JobState.READY, 0, 0, 0, 1000, 0, 0, JobCounts.ZERO, BODY),
        new Fact.TubePaused("mail", 60_000, 1_800_000_060_000L),
        new Fact.TubePaused("mail", 0, 0),
        new Fact.IdsTaken(Limits.JOB_ID_MAX));
  }

  @ParameterizedTest
  @MethodSource("facts")
  void whatIsWrittenIsReadBack(Fact fact) throws BadFactException {
    assertThat(decode(encode(fact))).isEqualTo(fact);
  }

  @ParameterizedTest
  @MethodSource("facts")
  void aHeadThatEndsTooEarlyIsRefused(Fact fact) {
    byte[] whole = encode(fact);
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decode(part)).isInstanceOf(BadFactException.class);
    }
  }

  @Test
  void bytesBehindTheEndAreRefused() {
    byte[] whole = encode(new Fact.JobDeleted(5));
    assertThatThrownBy(() -> decode(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(BadFactException.class)
        .hasMessageContaining("1 bytes follow its end");
  }

  @Test
  void anUnknownTypeOrVersionIsRefused() {
    assertThatThrownBy(() -> decode(new byte[] {99, 1, 5})).hasMessageContaining("type 99");
    assertThatThrownBy(() -> decode(new byte[] {2, 99, 5})).hasMessageContaining("version 99");
  }

  @Test
  void anUnknownStateIsRefused() {
    assertThatThrownBy(() -> decode(new byte[] {3, 1, 6, 9})).hasMessageContaining("state 9");
  }

  @Test
  void aJobIdBeyondTheLimitIsRefused() {
    HeadWriter writer = new HeadWriter();
    writer.writeByte(2);
    writer.writeByte(1);
    writer.writeVarint(Limits.JOB_ID_MAX + 1);
    byte[] head = writer.written().toArray(ValueLayout.JAVA_BYTE);
    assertThatThrownBy(() -> decode(head)).hasMessageContaining("job id");
  }

  /** The very bytes of a fact are a promise to data that lies on users' disks. */
  @Test
  void theBytesOfAJobStayWhatTheyAre() {
    byte[] head =
        encode(
            new Fact.Job(
                300,
                "ab",
                JobState.READY,
                5,
                1,
                0,
                1000,
                0,
                0,
                new JobCounts(2, 0, 0, 0, 0),
                BODY));
    assertThat(head)
        .containsExactly(
            1, 1, 0xAC, 0x02, 2, 'a', 'b', 1, 0xE8, 0x07, 1, 5, 0, 0, 0, 2, 0, 0, 0, 0);
  }

  @Test
  void theBytesOfAMoveStayWhatTheyAre() {
    assertThat(encode(new Fact.JobMoved(300, "ab"))).containsExactly(6, 1, 0xAC, 0x02, 2, 'a', 'b');
  }

  @Test
  void aTubesNameBeyondTheLongestIsRefused() {
    byte[] head = encode(new Fact.JobMoved(1, LONGEST_OF_TRASH + "t"));
    assertThatThrownBy(() -> decode(head)).hasMessageContaining("a text's length");
  }

  private byte[] encode(Fact fact) {
    codec.encode(fact);
    return codec.head().toArray(ValueLayout.JAVA_BYTE);
  }

  private Fact decode(byte[] head) throws BadFactException {
    try {
      return codec.decode(
          MemorySegment.ofArray(head),
          BODY.position(),
          BODY.bytes(),
          () -> {
            throw new IOException("these facts fit into their heads");
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
