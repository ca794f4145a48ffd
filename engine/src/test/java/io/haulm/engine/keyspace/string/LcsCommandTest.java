package io.haulm.engine.keyspace.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;

class LcsCommandTest {
  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void theCommonPartIsFoundAsRedisFindsIt() {
    fixture.talk(
        """
        SET l1 ohmytext => OK
        SET l2 mynewtext => OK
        LCS l1 l2 => "mytext"
        LCS l1 l2 LEN => 6
        LCS l1 l2 IDX => {"matches": [[[4, 7], [5, 8]], [[2, 3], [0, 1]]], "len": 6}
        LCS l1 l2 IDX MINMATCHLEN 4 WITHMATCHLEN => {"matches": [[[4, 7], [5, 8], 4]], "len": 6}
        LCS l1 l2 IDX MINMATCHLEN -4 WITHMATCHLEN => {"matches": [[[4, 7], [5, 8], 4], [[2, 3], [0, 1], 2]], "len": 6}
        LCS l1 nokey3 IDX => {"matches": [], "len": 0}
        LCS l1 nokey3 => ""
        LCS l1 l2 LEN IDX => ERR If you want both the length and indexes, please just use IDX.
        LCS l1 l2 FOO => ERR syntax error
        LCS l1 l2 MINMATCHLEN x => ERR value is not an integer or out of range
        SET l1 aabbccddeeffaabb => OK
        SET l2 abcabcdefabab => OK
        LCS l1 l2 => "abccdefabb"
        LCS l1 l2 IDX WITHMATCHLEN => {"matches": [[[15, 15], [12, 12], 1], [[13, 14], [9, 10], 2], [[11, 11], [8, 8], 1], [[9, 9], [7, 7], 1], [[7, 7], [6, 6], 1], [[5, 5], [5, 5], 1], [[3, 4], [1, 2], 2], [[1, 1], [0, 0], 1]], "len": 10}
        """);
  }

  @Test
  void onlyStringsAreCompared() {
    fixture.talk(
        """
        LPUSH l x => 1
        LCS l a => ERR The specified keys must contain string values
        """);
  }

  @Test
  void whatWouldTakeTooLongIsRefused() {
    fixture.runAll("SETRANGE a 32768 x", "SETRANGE b 16384 x");

    assertThat(fixture.run("LCS a b LEN"))
        .isEqualTo("ERR Insufficient memory, failed allocating transient memory for LCS");
  }
}
