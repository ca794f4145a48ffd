package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScanCommandsTest {
  private static final Pattern BULK = Pattern.compile("\"([^\"]*)\"");

  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @Test
  void allKeysAreFoundStepByStep() {
    for (int i = 0; i < 500; i++) {
      fixture.run("SET k" + i + " 1");
    }

    assertThat(scan("")).hasSize(500).doesNotHaveDuplicates();
    assertThat(scan(" MATCH k1?")).hasSize(10);
    assertThat(scan(" COUNT 1000")).hasSize(500);
  }

  @Test
  void onlyKeysOfATypeAreFound() {
    fixture.runAll("SET a 1", "RPUSH l 1", "SADD s 1", "ZADD z 1 a");

    assertThat(scan(" TYPE list")).containsExactly("l");
    assertThat(scan(" TYPE ZSET")).containsExactly("z");
    assertThat(scan(" TYPE nothing")).isEmpty();
  }

  @Test
  void whatHasExpiredIsNotFound() {
    fixture.runAll("SET a 1 PX 10", "SET b 1");
    fixture.now += 10;

    fixture.talk("KEYS * => [\"b\"]\nSCAN 0 => [\"0\", [\"b\"]]\nDBSIZE => 1\nRANDOMKEY => \"b\"");
  }

  @Test
  void noRandomKeyIsFoundWhenAllHaveExpired() {
    fixture.runAll("SET a 1 PX 10", "SET b 1 PX 10");
    fixture.now += 10;

    fixture.talk("RANDOMKEY => nil\nDBSIZE => 0");
  }

  @Test
  void nonsenseIsRefused() {
    fixture.talk(
        """
        SCAN x => ERR invalid cursor
        SCAN 99999999999999999999999 => ERR invalid cursor
        SCAN -1 => ["0", []]
        SCAN 0 COUNT 0 => ERR syntax error
        SCAN 0 COUNT a => ERR value is not an integer or out of range
        SCAN 0 COUNT => ERR syntax error
        SCAN 0 FOO => ERR syntax error
        """);
  }

  private List<String> scan(String options) {
    List<String> found = new ArrayList<>();
    String cursor = "0";
    do {
      List<String> parts =
          BULK.matcher(fixture.run("SCAN " + cursor + options))
              .results()
              .map((MatchResult part) -> part.group(1))
              .toList();
      cursor = parts.getFirst();
      found.addAll(parts.subList(1, parts.size()));
    } while (!cursor.equals("0"));
    return found;
  }
}
