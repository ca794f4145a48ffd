package io.haulm.engine.keyspace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.KeyspaceFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddAndRangeTest {
  private final KeyspaceFixture keyspace = new KeyspaceFixture();

  @Test
  void idsFollowTheClockAndNeverGoBack() {
    keyspace.now = 2_000_000_000_000L;
    assertThat(keyspace.run("XADD s * a 1")).isEqualTo("\"2000000000000-0\"");
    assertThat(keyspace.run("XADD s * a 1")).isEqualTo("\"2000000000000-1\"");
    keyspace.now = 1_999_999_999_999L;
    assertThat(keyspace.run("XADD s * a 1")).isEqualTo("\"2000000000000-2\"");
    keyspace.now = 2_000_000_000_001L;
    assertThat(keyspace.run("XADD s * a 1")).isEqualTo("\"2000000000001-0\"");
  }

  @Test
  void aStarInPlaceOfTheSequenceTakesTheNextOne() {
    assertThat(keyspace.run("XADD s 0-* a 1")).isEqualTo("\"0-1\"");
    assertThat(keyspace.run("XADD s 5-* a 1")).isEqualTo("\"5-0\"");
    assertThat(keyspace.run("XADD s 5-* a 1")).isEqualTo("\"5-1\"");
    assertThat(keyspace.run("XADD s 4-* a 1")).isEqualTo(Adding.NOT_ABOVE);
    assertThat(keyspace.run("XADD s 6-18446744073709551615 a 1"))
        .isEqualTo("\"6-18446744073709551615\"");
    assertThat(keyspace.run("XADD s 6-* a 1")).isEqualTo(Adding.NOT_ABOVE);
  }

  @Test
  void afterTheLastPossibleIdNothingCanBeAdded() {
    String last = "18446744073709551615-18446744073709551615";
    assertThat(keyspace.run("XADD s " + last + " a 1")).isEqualTo('"' + last + '"');
    assertThat(keyspace.run("XADD s * a 1")).isEqualTo(Adding.EXHAUSTED);
    assertThat(keyspace.run("XRANGE s - +")).isEqualTo("[[\"" + last + "\", [\"a\", \"1\"]]]");
    assertThat(keyspace.run("XREAD STREAMS s " + last)).isEqualTo("nil-array");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          XADD s 0-0 a 1                    | ERR The ID specified in XADD must be greater than 0-0
          XADD s 1-1 a                      | ERR wrong number of arguments for 'xadd' command
          XADD s 1-1                        | ERR wrong number of arguments for 'xadd' command
          XADD s x a 1                      | ERR Invalid stream ID specified as stream command argument
          XADD s 18446744073709551616-1 a 1 | ERR Invalid stream ID specified as stream command argument
          XADD s - a 1                      | ERR Invalid stream ID specified as stream command argument
          XADD s MAXLEN -1 * a 1            | ERR The MAXLEN argument must be >= 0.
          XADD s MAXLEN x * a 1             | ERR value is not an integer or out of range
          XADD s MAXLEN 1 LIMIT 1 * a 1     | ERR syntax error, LIMIT cannot be used without the special ~ option
          XADD s LIMIT 1 * a 1              | ERR syntax error, LIMIT cannot be used without specifying a trimming strategy
          XADD s MAXLEN 1 MINID 1 * a 1     | ERR syntax error, MAXLEN and MINID options at the same time are not compatible
          XADD s DELAY 5 1-1 a 1            | ERR DELAY can be used only with auto-generated IDs
          XADD s DELAY -1 * a 1             | ERR The DELAY argument is out of range
          XADD s DELAY 1099511627777 * a 1  | ERR The DELAY argument is out of range
          XTRIM s FOO 1                     | ERR syntax error
          XRANGE s - + COUNT                | ERR syntax error
          XRANGE s - (0-0                   | ERR invalid end ID for the interval
          XRANGE s (18446744073709551615-18446744073709551615 + | ERR invalid start ID for the interval
          XRANGE s (- +                     | ERR Invalid stream ID specified as stream command argument
          XSETID s 1-1                      | ERR no such key
          """)
  void whatMakesNoSenseIsRefusedInTheWordsOfRedis(String command, String reply) {
    assertThat(keyspace.run(command)).isEqualTo(reply);
    assertThat(keyspace.run("EXISTS s")).isEqualTo("0");
  }

  @Test
  void withoutAStreamNomkstreamAddsNothing() {
    assertThat(keyspace.run("XADD s NOMKSTREAM * a 1")).isEqualTo("nil");
    assertThat(keyspace.run("EXISTS s")).isEqualTo("0");
  }

  @Test
  void rangesIncludeTheirEndsUnlessToldOtherwise() {
    keyspace.runAll("XADD s 1-1 a 1", "XADD s 1-2 a 2", "XADD s 2-0 b 3 c 4");

    assertThat(keyspace.run("XRANGE s 1 1"))
        .isEqualTo("[[\"1-1\", [\"a\", \"1\"]], [\"1-2\", [\"a\", \"2\"]]]");
    assertThat(keyspace.run("XRANGE s (1-1 (2-0")).isEqualTo("[[\"1-2\", [\"a\", \"2\"]]]");
    assertThat(keyspace.run("XREVRANGE s + - COUNT 2"))
        .isEqualTo("[[\"2-0\", [\"b\", \"3\", \"c\", \"4\"]], [\"1-2\", [\"a\", \"2\"]]]");
    assertThat(keyspace.run("XRANGE s 3 +")).isEqualTo("[]");
    assertThat(keyspace.run("XRANGE s + -")).isEqualTo("[]");
    assertThat(keyspace.run("XRANGE s - + COUNT 0")).isEqualTo("nil-array");
    assertThat(keyspace.run("XRANGE none - + COUNT 0")).isEqualTo("[]");
  }

  @Test
  void deletedEntriesAreGoneAndTheStreamStays() {
    keyspace.runAll("XADD s 1-1 a 1", "XADD s 2-1 a 2");

    assertThat(keyspace.run("XDEL s 1-1 x")).isEqualTo(StreamId.INVALID);
    assertThat(keyspace.run("XLEN s")).isEqualTo("2");
    assertThat(keyspace.run("XDEL s 1-1 1-1 2-1 9-9")).isEqualTo("2");

    assertThat(keyspace.run("XLEN s")).isEqualTo("0");
    assertThat(keyspace.run("EXISTS s")).isEqualTo("1");
    assertThat(keyspace.run("XADD s 2-1 a 2")).isEqualTo(Adding.NOT_ABOVE);
  }

  @Test
  void trimmingLeavesTheNewest() {
    keyspace.runAll("XADD s 1-0 a 1", "XADD s 2-0 a 2", "XADD s 3-0 a 3", "XADD s 4-0 a 4");

    assertThat(keyspace.run("XTRIM s MAXLEN 3")).isEqualTo("1");
    assertThat(keyspace.run("XTRIM s MINID 3")).isEqualTo("1");
    assertThat(keyspace.run("XTRIM s MINID 3")).isEqualTo("0");
    assertThat(keyspace.run("XADD s MAXLEN = 1 5-0 a 5")).isEqualTo("\"5-0\"");
    assertThat(keyspace.run("XRANGE s - +")).isEqualTo("[[\"5-0\", [\"a\", \"5\"]]]");
    assertThat(keyspace.run("XADD s MAXLEN 0 6-0 a 6")).isEqualTo("\"6-0\"");
    assertThat(keyspace.run("XLEN s")).isEqualTo("0");
  }

  @Test
  void approximateTrimmingTakesWholeBlocksAndHeedsItsLimit() {
    for (int i = 1; i <= 1000; i++) {
      var _ = keyspace.run("XADD s " + i + " a 1");
    }
    assertThat(keyspace.run("XTRIM s MAXLEN ~ 450 LIMIT 250")).isEqualTo("200");
    assertThat(keyspace.run("XTRIM s MAXLEN ~ 450 LIMIT 0")).isEqualTo("300");
    assertThat(keyspace.run("XTRIM s MINID ~ 601")).isEqualTo("100");
    assertThat(keyspace.run("XLEN s")).isEqualTo("400");
  }

  @Test
  void aStreamKnowsItsLastIdWhateverHappensToItsEntries() {
    keyspace.runAll("XADD s 5-0 a 1", "XDEL s 5-0", "XSETID s 3-0 MAXDELETEDID 1-0");
    assertThat(keyspace.run("XADD s 4-0 a 1")).isEqualTo("\"4-0\"");
    assertThat(keyspace.run("XADD s 5-0 a 1")).isEqualTo("\"5-0\"");
    assertThat(keyspace.run("XSETID s 4-0"))
        .isEqualTo("ERR The ID specified in XSETID is smaller than the target stream top item");
  }

  @Test
  void whatAProducerSendsTwiceIsAddedOnce() {
    String first = keyspace.run("XADD s IDMP shop order-1 * a 1");
    keyspace.pass(5);

    assertThat(keyspace.run("XADD s IDMP shop order-1 * a 1")).isEqualTo(first);
    assertThat(keyspace.run("XADD s IDMP other order-1 * a 1")).isNotEqualTo(first);
    String content = keyspace.run("XADD s IDMPAUTO shop * b 1 c 2");
    assertThat(keyspace.run("XADD s IDMPAUTO shop * b 1 c 2")).isEqualTo(content);
    assertThat(keyspace.run("XADD s IDMPAUTO shop * b 1 c 3")).isNotEqualTo(content);
    assertThat(keyspace.restarted().run("XADD s IDMP shop order-1 * a 1")).isEqualTo(first);

    keyspace.pass(100_000);
    assertThat(keyspace.run("XADD s IDMP shop order-1 * a 1")).isNotEqualTo(first);
  }

  @Test
  void onlySoManyIdsOfAProducerAreRemembered() {
    keyspace.runAll("XADD s * a 1", "XCFGSET s IDMP-MAXSIZE 2");
    String first = keyspace.run("XADD s IDMP p 1 * a 1");
    keyspace.runAll("XADD s IDMP p 2 * a 1", "XADD s IDMP p 3 * a 1");
    assertThat(keyspace.run("XADD s IDMP p 1 * a 1")).isNotEqualTo(first);
    assertThat(keyspace.run("XCFGSET s IDMP-MAXSIZE 10001")).isEqualTo("ERR invalid maxsize");
    assertThat(keyspace.run("XCFGSET s IDMP-DURATION 86401")).isEqualTo("ERR invalid duration");
  }
}
