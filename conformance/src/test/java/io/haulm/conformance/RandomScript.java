package io.haulm.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes up conversations that any two servers must hold alike.
 *
 * <p>So nothing in them depends on the clock or on the order in which waiting workers are served:
 * delays and times to run are long, and only one connection, w, ever waits. Time passes only where
 * a job's time to run ends, in a tube of its own.
 */
final class RandomScript {

  private static final List<String> TUBES = List.of("default", "t1", "t2", "t3");
  private static final List<String> TALKERS = List.of("a", "b", "c");

  private final SplittableRandom random;
  private final List<Step> steps = new ArrayList<>();
  private int jobsPut;

  private RandomScript(long seed) {
    random = new SplittableRandom(seed);
  }

  /** The conversation of a seed: the same today and for ever. */
  static Script of(long seed, int stepsWanted) {
    var script = new RandomScript(seed);
    // A job's time to run takes a second at least: every other seed does without.
    int expiryAt = seed % 2 == 0 ? script.random.nextInt(stepsWanted) : Integer.MAX_VALUE;
    while (script.steps.size() < stepsWanted) {
      if (script.steps.size() >= expiryAt) {
        script.addExpiry();
        expiryAt = Integer.MAX_VALUE;
      }
      script.addStep();
    }
    return new Script("seed " + seed, script.steps);
  }

  private void add(String line) {
    steps.add(Script.parseStep(line));
  }

  private void addStep() {
    int kind = random.nextInt(100);
    if (kind < 25) {
      addPut();
    } else if (kind < 40) {
      addWorkerStep();
    } else if (kind < 43) {
      // A connection that goes gives back its jobs; the next step in its name makes a new one.
      add(oneOf(List.of("a", "b", "c", "w")) + oneOf(List.of(" closes", " half-closes")));
    } else {
      add(oneOf(TALKERS) + ": " + command());
    }
  }

  private void addPut() {
    int bodyBytes = random.nextInt(8) == 0 ? random.nextInt(3000) : random.nextInt(10);
    String delay = random.nextInt(5) == 0 ? Integer.toString(longSeconds()) : "0";
    String numbers = priority() + " " + delay + " " + longSeconds() + " " + bodyBytes;
    String body = bodyBytes == 0 ? "" : "{" + bodyBytes + "*" + (char) letter() + "}";
    add(oneOf(TALKERS) + ": put " + numbers + "\\r\\n" + body);
    jobsPut++;
  }

  private int letter() {
    return 'a' + random.nextInt(26);
  }

  private void addWorkerStep() {
    add(
        "w? "
            + switch (random.nextInt(8)) {
              case 0, 1 -> "reserve";
              case 2 -> "reserve-with-timeout " + longSeconds();
              case 3 -> "watch " + oneOf(TUBES);
              case 4 -> "ignore " + oneOf(TUBES);
              default -> commandOnJob();
            });
  }

  /** A job's time to run ends; nobody else watches its tube, and the job is gone afterwards. */
  private void addExpiry() {
    String holder = oneOf(TALKERS);
    jobsPut++;
    String job = "{job " + jobsPut + "}";
    add(holder + ": use lease");
    add(holder + ": put 0 0 1 1\\r\\nx");
    add(holder + ": reserve-job " + job);
    add(holder + " sees " + job + " become ready");
    add(holder + ": release " + job + " 0 0");
    add(holder + ": stats-job " + job);
    add(holder + ": delete " + job);
    add(holder + ": use default");
  }

  private String command() {
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> "reserve-with-timeout 0";
      case 3, 4, 5, 6 -> commandOnJob();
      case 7, 8 -> commandOnTube();
      case 9 -> "kick " + random.nextInt(4);
      case 10 -> look();
      default -> nonsense();
    };
  }

  private String commandOnJob() {
    // One beyond the last: a job that is not there.
    String job = "{job " + (1 + Math.max(0, jobsPut - random.nextInt(12))) + "}";
    return switch (random.nextInt(10)) {
      case 0, 1 -> "delete " + job;
      case 2 -> "release " + job + " " + priority() + " 0";
      case 3 -> "release " + job + " " + priority() + " " + longSeconds();
      case 4 -> "bury " + job + " " + priority();
      case 5 -> "touch " + job;
      case 6 -> "kick-job " + job;
      case 7 -> "peek " + job;
      case 8 -> "stats-job " + job;
      default -> "reserve-job " + job;
    };
  }

  private String commandOnTube() {
    String tube = oneOf(TUBES);
    return switch (random.nextInt(6)) {
      case 0, 1 -> "use " + tube;
      case 2 -> "watch " + tube;
      case 3 -> "ignore " + tube;
      case 4 -> "stats-tube " + tube;
      default -> "pause-tube " + tube + " " + (random.nextBoolean() ? 0 : longSeconds());
    };
  }

  private String look() {
    return oneOf(
        List.of(
            "peek-ready",
            "peek-delayed",
            "peek-buried",
            "stats",
            "list-tubes",
            "list-tube-used",
            "list-tubes-watched"));
  }

  private String nonsense() {
    return oneOf(
        List.of(
            "",
            "delete x",
            "put 1 2 3",
            "put 0 0 60 70000\\r\\n{70000*x}",
            "kick",
            "kick x",
            "use -",
            "watch {201*n}",
            "{300*z}",
            "reserve now",
            "stats-tube no*where",
            "pause-tube t1"));
  }

  private int longSeconds() {
    return 10_000 + random.nextInt(1_000_000);
  }

  private long priority() {
    return random.nextInt(10) == 0 ? random.nextLong(1L << 32) : random.nextInt(4);
  }

  private String oneOf(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }
}
