package io.haulm.engine.keyspace.set;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetScanTest {
  private final SetFixture fixture = new SetFixture();

  @Test
  void aSmallSetIsOneStep() {
    run("sadd s 1 2 3");
    assertThat(run("sscan s 0")).isEqualTo("[0, [1, 2, 3]]");
    assertThat(run("sscan s 0 count 1 match [23]")).isEqualTo("[0, [2, 3]]");
    assertThat(run("sscan none 0")).isEqualTo("[0, []]");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whoIsThereAllTheTimeIsSeenWhateverComesAndGoes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 300; i++) {
      run("sadd s stays" + i);
    }
    Set<String> seen = new HashSet<>();
    String cursor = "0";
    do {
      String reply = run("sscan s " + cursor + " count 5 match stays*");
      int comma = reply.indexOf(',');
      cursor = reply.substring(1, comma);
      seen.addAll(SetFixture.elements(reply.substring(comma + 2, reply.length() - 1)));
      // The table grows to a multiple and shrinks again while it is walked over.
      for (int i = 0; i < 100; i++) {
        run(
            (random.nextInt(100) < seen.size() / 3 ? "srem s x" : "sadd s x")
                + random.nextInt(2000));
      }
    } while (!cursor.equals("0"));
    assertThat(seen).hasSize(300);
  }

  @Test
  void wordsThatMakeNoSenseAreRefused() {
    run("sadd s a");
    assertThat(run("sscan s x")).isEqualTo("ERR invalid cursor");
    assertThat(run("sscan none x")).isEqualTo("ERR invalid cursor");
    assertThat(run("sscan s 18446744073709551616")).isEqualTo("ERR invalid cursor");
    assertThat(run("sscan s 18446744073709551615")).isEqualTo("[0, [a]]");
    assertThat(run("sscan s 0 count 0")).isEqualTo("ERR syntax error");
    assertThat(run("sscan s 0 count x")).isEqualTo("ERR value is not an integer or out of range");
    assertThat(run("sscan s 0 match")).isEqualTo("ERR syntax error");
    assertThat(run("sscan s 0 foo bar")).isEqualTo("ERR syntax error");
    assertThat(run("sscan none 0 count 0")).isEqualTo("[0, []]");
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
