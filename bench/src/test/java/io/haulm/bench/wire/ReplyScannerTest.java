package io.haulm.bench.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.bench.BenchException;
import io.haulm.bench.wire.ReplyScanner.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplyScannerTest {
  private static final String REPLIES =
      "INSERTED 7\r\nRESERVED 12 5\r\nab\r\nc\r\nDELETED\r\nTIMED_OUT\r\nRESERVED 13 0\r\n\r\n";

  private static ReplyScanner scannerOf(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    ReplyScanner scanner = new ReplyScanner(bytes);
    scanner.reset(0, bytes.length);
    return scanner;
  }

  private static List<Kind> kindsIn(ReplyScanner scanner) {
    List<Kind> kinds = new ArrayList<>();
    for (Kind kind = scanner.next(); kind != Kind.INCOMPLETE; kind = scanner.next()) {
      kinds.add(kind);
    }
    return kinds;
  }

  @Test
  void repliesInOneReadAreFoundInOrder() {
    assertThat(kindsIn(scannerOf(REPLIES)))
        .containsExactly(Kind.INSERTED, Kind.RESERVED, Kind.DELETED, Kind.LINE, Kind.RESERVED);
  }

  @Test
  void aReplyCutAnywhereIsFoundOnceItIsWhole() {
    for (int cut = 0; cut <= REPLIES.length(); cut++) {
      byte[] bytes = REPLIES.getBytes(US_ASCII);
      ReplyScanner scanner = new ReplyScanner(bytes);
      scanner.reset(0, cut);
      List<Kind> kinds = new ArrayList<>(kindsIn(scanner));
      assertThat(scanner.position()).as("cut at %s", cut).isLessThanOrEqualTo(cut);
      scanner.reset(scanner.position(), bytes.length);
      kinds.addAll(kindsIn(scanner));
      assertThat(kinds).as("cut at %s", cut).isEqualTo(kindsIn(scannerOf(REPLIES)));
    }
  }

  @Test
  void anIdIsRead() {
    ReplyScanner scanner = scannerOf("INSERTED 9007199254740991\r\n");
    assertThat(scanner.next()).isEqualTo(Kind.INSERTED);
    assertThat(scanner.jobId()).isEqualTo(9007199254740991L);
  }

  @Test
  void theBodyOfAReservedJobIsShown() {
    ReplyScanner scanner = scannerOf("RESERVED 12 6\r\n004711\r\n");
    assertThat(scanner.next()).isEqualTo(Kind.RESERVED);
    assertThat(scanner.jobId()).isEqualTo(12);
    assertThat(scanner.bodyBytes()).isEqualTo(6);
    assertThat(scanner.bodyNumber(0, 6)).isEqualTo(4711);
  }

  @Test
  void aReplyThatOnlyBeginsLikeAKnownOneIsALine() {
    for (String line : List.of("INTERNAL_ERROR", "RELEASED", "DEADLINE_SOON", "DRAINING")) {
      ReplyScanner scanner = scannerOf(line + "\r\n");
      assertThat(scanner.next()).as(line).isEqualTo(Kind.LINE);
      assertThat(scanner.line()).isEqualTo(line);
    }
  }

  @Test
  void aReplyWithoutItsNumberIsAnError() {
    assertThatThrownBy(() -> scannerOf("INSERTED x\r\n").next()).isInstanceOf(BenchException.class);
  }
}
