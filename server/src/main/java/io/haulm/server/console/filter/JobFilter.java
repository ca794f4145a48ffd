package io.haulm.server.console.filter;

import io.haulm.engine.JobState;
import io.haulm.engine.JobView;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which jobs somebody means. Made by {@link #parse}. */
public final class JobFilter {
  /** Longest text of a filter, in characters. */
  public static final int CHARS_MAX = 2000;

  /** How many words a filter may have. */
  public static final int WORDS_MAX = 50;

  /** All jobs. */
  public static final JobFilter ALL =
      new JobFilter(
          "",
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          EnumSet.allOf(JobState.class),
          false);

  private final String text;
  private final List<FieldTest> fields;
  private final List<BodyTest> bodies;
  private final List<Predicate<String>> failures;
  private final Optional<String> tube;
  private final Set<JobState> states;
  private final boolean isTubeAndStateOnly;

  JobFilter(
      String text,
      List<FieldTest> fields,
      List<BodyTest> bodies,
      List<Predicate<String>> failures,
      Optional<String> tube,
      Set<JobState> states,
      boolean isTubeAndStateOnly) {
    this.text = text;
    this.fields = List.copyOf(fields);
    this.bodies = List.copyOf(bodies);
    this.failures = List.copyOf(failures);
    this.tube = tube;
    this.states = EnumSet.copyOf(states);
    this.isTubeAndStateOnly = isTubeAndStateOnly;
  }

  /**
   * Understands a filter. An empty one means all jobs.
   *
   * @throws FilterException when it cannot be understood
   */
  public static JobFilter parse(String text) throws FilterException {
    return new FilterParser(text).parse();
  }

  /** The filter as it was written. */
  public String text() {
    return text;
  }

  /** The one tube whose jobs are meant, if it is only one. */
  public Optional<String> tube() {
    return tube;
  }

  /** The only states in which jobs are meant; never empty, unless no job can be meant. */
  public Set<JobState> states() {
    return EnumSet.copyOf(states);
  }

  /** True when it says nothing but one tube and perhaps states. */
  public boolean isTubeAndStateOnly() {
    return isTubeAndStateOnly;
  }

  /** True when bodies must be looked at. */
  public boolean needsBody() {
    return !bodies.isEmpty() || !failures.isEmpty();
  }

  /** True when all holds that is said about what the engine knows. On the shard's thread. */
  public boolean fitsFields(long nowMillis, JobView job) {
    // No stream: this runs a million times a second.
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).holds(nowMillis, job)) {
        return false;
      }
    }
    return true;
  }

  /** True when it says to which groups of failures a job belongs. */
  public boolean needsFailure() {
    return !failures.isEmpty();
  }

  /**
   * True when all holds that is said about groups of failures.
   *
   * @param fingerprint of the group to which the job belongs if it is buried
   */
  public boolean fitsFailure(String fingerprint) {
    return failures.stream().allMatch(test -> test.test(fingerprint));
  }

  /** True when all holds that is said about the body. */
  public boolean fitsBody(byte[] body) {
    return bodies.stream().allMatch(test -> test.holds(body));
  }
}
