package io.haulm.engine.keyspace.set;

import static io.haulm.engine.keyspace.set.SetFixture.elements;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.RandomCount;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetRandomTest {
  private final SetFixture fixture = new SetFixture();

  @Test
  void aPoppedMemberIsGone() {
    run("sadd s a b c");
    String popped = run("spop s");
    assertThat(popped).isIn("a", "b", "c");
    assertThat(run("sismember s " + popped)).isEqualTo("0");
    assertThat(run("scard s")).isEqualTo("2");
    assertThat(run("spop none")).isEqualTo("nil");
  }

  @ParameterizedTest(name = "of {0} members")
  @ValueSource(ints = {3, 100, 1000})
  void severalPoppedMembersDiffer(int size) {
    add(size);
    List<String> popped = elements(run("spop s " + size / 2));
    assertThat(popped).hasSize(size / 2).doesNotHaveDuplicates();
    assertThat(elements(run("smembers s"))).doesNotContainAnyElementsOf(popped);
    assertThat(run("scard s")).isEqualTo(Integer.toString(size - size / 2));
  }

  @Test
  void poppingAllTakesTheKeyAlong() {
    run("sadd s 1 2 3");
    assertThat(elements(run("spop s 4"))).containsExactlyInAnyOrder("1", "2", "3");
    assertThat(run("exists s")).isEqualTo("0");
    assertThat(run("spop s 4")).isEqualTo("set[]");
  }

  @Test
  void theOutcomeOfAPopSurvivesARestart() {
    add(1000);
    run("spop s 100");
    run("spop s");
    assertThat(new HashSet<>(elements(fixture.restarted().run("smembers s"))))
        .isEqualTo(new HashSet<>(elements(run("smembers s"))))
        .hasSize(899);
  }

  @ParameterizedTest(name = "of {0} members")
  @ValueSource(ints = {3, 100, 1000})
  void everyMemberIsChosenSometimes(int size) {
    add(size);
    Set<String> chosen = new HashSet<>(elements(run("srandmember s -" + size * 20)));
    assertThat(chosen).hasSize(size);
    assertThat(run("scard s")).isEqualTo(Integer.toString(size));
  }

  @ParameterizedTest(name = "{0} of 300")
  @ValueSource(ints = {1, 20, 299, 300, 301})
  void chosenMembersDiffer(int count) {
    add(300);
    assertThat(elements(run("srandmember s " + count)))
        .hasSize(Math.min(300, count))
        .doesNotHaveDuplicates();
  }

  @Test
  void nothingIsChosenWhereNothingIs() {
    run("sadd s a");
    assertThat(run("srandmember s")).isEqualTo("a");
    assertThat(run("srandmember none")).isEqualTo("nil");
    assertThat(run("srandmember none 2")).isEqualTo("[]");
    assertThat(run("srandmember s 0")).isEqualTo("[]");
    assertThat(run("spop s 0")).isEqualTo("set[]");
  }

  @Test
  void countsThatMakeNoSenseAreRefused() {
    run("sadd s a");
    assertThat(run("spop s -1")).isEqualTo("ERR value is out of range, must be positive");
    assertThat(run("spop s x")).isEqualTo("ERR value is out of range, must be positive");
    assertThat(run("spop s 1 2")).isEqualTo("ERR syntax error");
    assertThat(run("srandmember s 1 2")).isEqualTo("ERR syntax error");
    assertThat(run("srandmember s x")).isEqualTo("ERR value is not an integer or out of range");
    assertThat(run("srandmember s " + Long.MIN_VALUE))
        .startsWith("ERR value is out of range, value must between -9223372036854775807");
    assertThat(run("srandmember s -" + (RandomCount.REPEATS_MAX + 1L)))
        .isEqualTo("ERR value is out of range");
  }

  private void add(int size) {
    for (int i = 0; i < size; i++) {
      run("sadd s m" + i);
    }
  }

  private String run(String command) {
    return fixture.run(command);
  }
}
