package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After any conversation, what recovery makes of the facts is what was. */
class KeyReplayWalkTest {
  private static final int STEPS = 3_000;
  private static final String[] COMMANDS = {
    "SET k v",
    "SET k v PX n",
    "SET k v KEEPTTL",
    "SETNX k v",
    "APPEND k v",
    "SETRANGE k n v",
    "INCRBY c n",
    "INCRBYFLOAT c 0.5",
    "SETBIT k n 1",
    "BITOP OR k k k",
    "GETEX k PX n",
    "GETDEL k",
    "MSET k v k v",
    "MSETNX k v k v",
    "DEL k",
    "UNLINK k k",
    "PEXPIRE k n",
    "PEXPIRE k -1",
    "PERSIST k",
    "RENAME k k",
    "RENAMENX k k",
    "COPY k k REPLACE",
    "COPY k k DB d",
    "MOVE k d",
    "SELECT d",
    "SWAPDB d d",
    "RPUSH l v v v",
    "LPOP l",
    "LINSERT l BEFORE v v",
    "LTRIM l 0 n",
    "SADD s v c",
    "SPOP s",
    "SINTERSTORE s s s",
    "ZADD z n v",
    "ZPOPMIN z",
    "ZUNIONSTORE z 2 z z",
    "SORT l BY nosort STORE l",
    "EXPIRE l n",
    "RENAME l l",
    "RENAME s z",
    "DEL l",
    "DEL z",
    "BITFIELD k SET u8 n 7",
    "FLUSHDB"
  };

  private final KeyspaceFixture fixture = new KeyspaceFixture();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void recoveryRestoresWhatWas(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 1; step <= STEPS; step++) {
      fixture.pass(random.nextInt(20));
      var _ = fixture.run(command(random));
      if (random.nextInt(200) == 0) {
        rewrite(random);
      }
      if (step % 500 == 0) {
        assertRestored(step);
      }
    }
    long bytes = 0;
    for (int i = 0; i < Keyspace.DATABASES; i++) {
      bytes += sum(i);
    }
    assertThat(fixture.keyspace.bytes()).isEqualTo(bytes);
    assertThat(fixture.run("FLUSHALL")).isEqualTo("OK");
    assertThat(fixture.keyspace.bytes()).isZero();
    assertThat(fixture.log.needed).isEmpty();
  }

  private long sum(int database) {
    long[] bytes = new long[1];
    fixture.keyspace.database(database).keys.forEach(entry -> bytes[0] += entry.bytes());
    return bytes[0];
  }

  private void assertRestored(int step) {
    KeyspaceFixture restarted = fixture.restarted();
    restarted.pass(0);
    assertThat(restarted.dump()).as("step %s", step).isEqualTo(fixture.dump());
    assertThat(restarted.log.needed).as("step %s", step).isEqualTo(fixture.log.needed);
    for (int i = 0; i < Keyspace.DATABASES; i++) {
      assertThat(restarted.keyspace.volatileKeys(i)).isEqualTo(fixture.keyspace.volatileKeys(i));
    }
  }

  /** Writes all keys anew, some of them part by part with other commands in between. */
  private void rewrite(SplittableRandom random) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < Keyspace.DATABASES; i++) {
      fixture.keyspace.database(i).keys.forEach(entry -> ids.add(entry.id()));
    }
    for (long id : ids) {
      while (exists(id) && !fixture.keyspace.rewrite(id, random.nextInt(1, 200))) {
        var _ = fixture.run(command(random));
      }
    }
  }

  private boolean exists(long id) {
    boolean[] found = new boolean[1];
    for (int i = 0; i < Keyspace.DATABASES; i++) {
      fixture.keyspace.database(i).keys.forEach(entry -> found[0] |= entry.id() == id);
    }
    return found[0];
  }

  private static String command(SplittableRandom random) {
    int index = random.nextInt(COMMANDS.length);
    // A database that is emptied too often shows little.
    String pattern = COMMANDS[COMMANDS[index].equals("FLUSHDB") ? random.nextInt(40) : index];
    StringBuilder command = new StringBuilder();
    for (String word : pattern.split(" ", -1)) {
      command.append(
          switch (word) {
            case "k" -> "k" + random.nextInt(12);
            case "c" -> "" + random.nextInt(12);
            case "l" -> "l" + random.nextInt(4);
            case "s" -> "s" + random.nextInt(4);
            case "z" -> "z" + random.nextInt(4);
            case "d" -> "" + random.nextInt(3);
            case "n" -> "" + random.nextInt(200);
            case "v" -> "v" + random.nextInt(30);
            default -> word;
          });
      command.append(' ');
    }
    return command.toString();
  }
}
