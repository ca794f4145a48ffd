package io.haulm.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * What is held against the original: Haulm, unless a system property names the original itself.
 *
 * <p>A test that fails when both sides are the original is wrong, or not deterministic.
 */
final class Subject {

  private static final boolean IS_ORIGINAL =
      System.getProperty("haulm.conformance.subject", "haulm").equals("beanstalkd");

  private Subject() {}

  /** Whether a second original stands in Haulm's place. */
  static boolean isOriginal() {
    return IS_ORIGINAL;
  }

  /** For headings. */
  static String name() {
    return IS_ORIGINAL ? "beanstalkd" : "haulm";
  }

  /** Starts it so that it resembles the beanstalkd of the system's packages. */
  static TestServer start(int bodyBytesMax) {
    String max = Integer.toString(bodyBytesMax);
    return IS_ORIGINAL
        ? RealBeanstalkd.start("-z", max)
        : Haulm.serve("--beanstalkd-version", "1.12", "--max-job-size", max);
  }

  /** The command line that stands in the place of {@code beanstalkd FLAGS}. */
  static List<String> command(List<String> flags) {
    if (IS_ORIGINAL) {
      return RealBeanstalkd.command(flags.toArray(String[]::new));
    }
    var arguments = new ArrayList<>(List.of("beanstalkd"));
    arguments.addAll(flags);
    return Haulm.command(arguments.toArray(String[]::new));
  }
}
