package io.haulm.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {
  private final ByteBuffer target = ByteBuffer.allocateDirect(2 * Requests.COMMAND_BYTES_MAX);

  private String written() {
    byte[] bytes = new byte[target.position()];
    target.get(0, bytes);
    return new String(bytes, US_ASCII);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, 99, 100, 1_234_567, Long.MAX_VALUE})
  void aDeletionNamesItsJob(long jobId) {
    Requests.delete(target, jobId);
    assertThat(written()).isEqualTo("delete " + jobId + "\r\n");
  }

  @Test
  void commandsFollowEachOther() {
    Requests.reserve(target);
    Requests.delete(target, 5);
    assertThat(written()).isEqualTo("reserve\r\ndelete 5\r\n");
  }

  @Test
  void aStampComesBackFromTheBody() {
    long stampNanos = 1_234_567_890_123L;
    Requests.stampedPut(target, stampNanos);
    String[] lines = written().split("\r\n", -1);
    assertThat(lines[0]).isEqualTo("put 0 0 120 100");
    assertThat(lines[1]).hasSize(Requests.BODY_BYTES);

    byte[] reply = ("RESERVED 1 100\r\n" + lines[1] + "\r\n").getBytes(US_ASCII);
    ReplyScanner scanner = new ReplyScanner(reply);
    scanner.reset(0, reply.length);
    assertThat(scanner.next()).isEqualTo(ReplyScanner.Kind.RESERVED);
    assertThat(scanner.bodyNumber(0, Requests.STAMP_DIGITS)).isEqualTo(stampNanos);
  }

  @Test
  void noCommandIsLongerThanTheLongest() {
    Requests.put(target);
    assertThat(target.position()).isEqualTo(Requests.COMMAND_BYTES_MAX);
    target.clear();
    Requests.delete(target, Long.MAX_VALUE);
    assertThat(target.position()).isLessThanOrEqualTo(Requests.COMMAND_BYTES_MAX);
  }
}
