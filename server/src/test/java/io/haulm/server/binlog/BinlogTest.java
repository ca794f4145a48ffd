package io.haulm.server.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.engine.JobCounts;
import io.haulm.engine.JobState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BinlogTest {
  private static final int DELETED = 0;
  private static final int READY = 1;
  private static final int RESERVED = 2;
  private static final int BURIED = 3;
  private static final int DELAYED = 4;

  @TempDir private Path folder;

  /** The forms in which a binlog can lie on a disk. */
  enum Form {
    V7_LITTLE(7, ByteOrder.LITTLE_ENDIAN),
    V7_BIG(7, ByteOrder.BIG_ENDIAN),
    V5_LITTLE(5, ByteOrder.LITTLE_ENDIAN);

    private final int version;
    private final ByteOrder order;

    Form(int version, ByteOrder order) {
      this.version = version;
      this.order = order;
    }
  }

  /** Writes a file of a binlog as beanstalkd does. */
  private static final class FileWriter {
    private final Form form;
    private final ByteBuffer out;

    FileWriter(Form form) {
      this.form = form;
      out = ByteBuffer.allocate(1 << 20).order(form.order);
      out.putInt(form.version);
    }

    FileWriter put(long id, String tube, int state, String body) {
      nameLength(tube.length());
      out.put(tube.getBytes(StandardCharsets.US_ASCII));
      jobrec(id, state, body.length() + 2);
      out.put((body + "\r\n").getBytes(StandardCharsets.US_ASCII));
      return this;
    }

    FileWriter change(long id, int state) {
      nameLength(0);
      jobrec(id, state, 5);
      return this;
    }

    private void nameLength(int length) {
      if (form.version == 5) {
        out.putLong(length);
      } else {
        out.putInt(length);
      }
    }

    private void jobrec(long id, int state, int bodyBytes) {
      long perMilli = form.version == 5 ? 1_000 : 1_000_000;
      out.putLong(id).putInt(77).putInt(0);
      out.putLong(3_000 * perMilli).putLong(60_000 * perMilli).putInt(bodyBytes).putInt(0);
      out.putLong(1_700_000_000_123L * perMilli).putLong(1_700_000_003_123L * perMilli);
      out.putInt(1).putInt(2).putInt(3).putInt(4).putInt(5).put((byte) state);
      if (form.version == 7) {
        out.put(new byte[3]);
      }
    }

    byte[] bytes() {
      byte[] bytes = new byte[out.position()];
      out.get(0, bytes);
      return bytes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aJobComesBackWithAllThatIsKnownOfIt(Form form) throws Exception {
    write(1, new FileWriter(form).put(9, "mail", DELAYED, "hello").bytes());

    Binlog binlog = Binlog.read(folder);

    assertThat(binlog.problems()).isEmpty();
    BinlogJob job = binlog.jobs().iterator().next();
    assertThat(job)
        .isEqualTo(
            new BinlogJob(
                9,
                "mail",
                JobState.DELAYED,
                77,
                1_700_000_000_123L,
                3_000,
                60_000,
                1_700_000_003_123L,
                0,
                new JobCounts(1, 2, 3, 4, 5),
                folder.resolve("binlog.1"),
                job.bodyOffset(),
                5));
    assertThat(bodyOf(job)).isEqualTo("hello");
  }

  @ParameterizedTest
  @EnumSource
  void shortRecordsChangeAndDelete(Form form) throws Exception {
    write(
        1,
        new FileWriter(form)
            .put(1, "a", READY, "one")
            .put(2, "a", READY, "two")
            .put(3, "a", RESERVED, "three")
            .change(1, DELETED)
            .change(2, BURIED)
            .change(55, BURIED)
            .bytes());

    Binlog binlog = Binlog.read(folder);

    assertThat(binlog.jobs()).extracting(BinlogJob::jobId).containsExactly(2L, 3L);
    assertThat(binlog.jobs())
        .extracting(BinlogJob::state)
        .containsExactly(JobState.BURIED, JobState.READY);
    assertThat(binlog.highestJobId()).isEqualTo(55);
    assertThat(binlog.records()).isEqualTo(6);
  }

  @Test
  void buriedJobsKeepTheOrderOfTheirBurialAlsoWhenOneIsMovedToAnotherFile() throws Exception {
    write(
        1,
        new FileWriter(Form.V7_LITTLE)
            .put(1, "a", READY, "one")
            .put(2, "a", READY, "two")
            .change(2, BURIED)
            .change(1, BURIED)
            .bytes());
    write(2, new FileWriter(Form.V7_LITTLE).put(2, "a", BURIED, "two").bytes());

    Binlog binlog = Binlog.read(folder);

    assertThat(binlog.jobs()).extracting(BinlogJob::buriedOrder).containsExactly(2L, 1L);
    assertThat(binlog.jobs())
        .extracting(job -> job.file().getFileName().toString())
        .containsExactly("binlog.1", "binlog.2");
  }

  @Test
  void filesAreReadInTheOrderOfTheirNumbersNotOfTheirNames() throws Exception {
    write(10, new FileWriter(Form.V7_LITTLE).change(1, DELETED).bytes());
    write(9, new FileWriter(Form.V7_LITTLE).put(1, "a", READY, "one").bytes());

    assertThat(Binlog.read(folder).jobs()).isEmpty();
  }

  @Test
  void zerosEndAFileWithoutAProblem() throws Exception {
    byte[] record = new FileWriter(Form.V7_LITTLE).put(1, "a", READY, "one").bytes();
    for (int zeros : new int[] {0, 3, 4, 50, 84, 5_000}) {
      write(1, Arrays.copyOf(record, record.length + zeros));
      Binlog binlog = Binlog.read(folder);
      assertThat(binlog.problems()).as("%s zeros", zeros).isEmpty();
      assertThat(binlog.jobs()).hasSize(1);
    }
  }

  @Test
  void damageEndsAFileIsReportedAndTheNextFileIsRead() throws Exception {
    byte[] whole =
        new FileWriter(Form.V7_LITTLE).put(1, "a", READY, "one").put(2, "a", READY, "two").bytes();
    write(1, Arrays.copyOf(whole, whole.length - 1));
    write(2, new FileWriter(Form.V7_LITTLE).put(3, "a", READY, "three").bytes());

    Binlog binlog = Binlog.read(folder);

    assertThat(binlog.jobs()).extracting(BinlogJob::jobId).containsExactly(1L, 3L);
    assertThat(binlog.problems())
        .singleElement()
        .asString()
        .contains("binlog.1", "the body of job 2 is cut off");
  }

  @Test
  void everyTruncationOfAFileIsReadWithoutAnException() throws Exception {
    byte[] whole =
        new FileWriter(Form.V7_LITTLE).put(1, "a", READY, "one").change(1, BURIED).bytes();
    int shortRecord = 84;
    for (int length = 0; length < whole.length; length++) {
      write(1, Arrays.copyOf(whole, length));
      assertThat(Binlog.read(folder).jobs())
          .as("%s of %s bytes", length, whole.length)
          .hasSize(length >= whole.length - shortRecord ? 1 : 0);
    }
  }

  @Test
  void nonsenseIsReportedNotBelieved() throws Exception {
    byte[] unknownVersion = {99, 0, 0, 0};
    write(1, unknownVersion);
    write(2, new FileWriter(Form.V7_LITTLE).put(1, "a", 9, "one").bytes());
    byte[] longName = new FileWriter(Form.V7_LITTLE).put(1, "a", READY, "one").bytes();
    longName[4] = (byte) 201;
    write(3, longName);

    assertThat(Binlog.read(folder).problems())
        .satisfiesExactly(
            first -> assertThat(first).contains("unknown version 99"),
            second -> assertThat(second).contains("makes no sense"),
            third -> assertThat(third).contains("a tube name of 201 bytes"));
  }

  @Test
  void aFolderWithoutBinlogHasNone() throws Exception {
    Files.createFile(folder.resolve("binlog.0"));
    Files.createFile(folder.resolve("binlog.txt"));
    assertThat(Binlog.isIn(folder)).isFalse();
    assertThat(Binlog.isIn(folder.resolve("missing"))).isFalse();
  }

  @Test
  void theBinlogOfARunningServerIsRefused() throws Exception {
    write(1, new FileWriter(Form.V7_LITTLE).bytes());
    Path lock = Files.createFile(folder.resolve("lock"));
    // A lock of this very process shows as an exception; that of another process as null.
    Process holder =
        new ProcessBuilder("perl", "-e", HOLD_LOCK, lock.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("locked");
      assertThatThrownBy(() -> Binlog.read(folder)).isInstanceOf(BinlogInUseException.class);
    } finally {
      holder.destroyForcibly();
    }
  }

  /** Takes a write lock as beanstalkd does, by fcntl, and holds it until it is killed. */
  private static final String HOLD_LOCK =
      "use Fcntl; open(F, '+<', $ARGV[0]) or die; my $l = pack('s s l! l! i', F_WRLCK, 0, 0, 0, 0);"
          + " fcntl(F, F_SETLK, $l . \"\\0\" x 16) or die; $| = 1; print \"locked\\n\"; sleep 600;";

  private void write(int number, byte[] bytes) throws IOException {
    Files.write(folder.resolve("binlog." + number), bytes);
  }

  private static String bodyOf(BinlogJob job) throws IOException {
    ByteBuffer body = ByteBuffer.allocate(job.bodyBytes());
    try (FileChannel channel = FileChannel.open(job.file())) {
      channel.read(body, job.bodyOffset());
    }
    return new String(body.array(), StandardCharsets.US_ASCII);
  }
}
