package io.haulm.cli;

import io.haulm.client.Connection;
import io.haulm.client.Job;
import io.haulm.client.JobStats;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A job as people and scripts are shown it. */
final class JobView {
  private static final int SHOWN_CHARACTERS_MAX = 60;

  private final Job job;
  private final Optional<JobStats> stats;

  private JobView(Job job, Optional<JobStats> stats) {
    this.job = job;
    this.stats = stats;
  }

  /** Asks for what else is known of it; it may have gone meanwhile. */
  static JobView of(Job job, Connection connection) {
    return new JobView(job, connection.statsJob(job.id()));
  }

  /** One line with the beginning of the body. */
  String line() {
    String state = stats.map(JobView::state).orElse("gone");
    return String.format(
        "%-8s job %d, priority %d, %d s old, reserved %d times: %s",
        state,
        job.id(),
        stats.map(JobStats::priority).orElse(0L),
        stats.map(JobStats::ageSeconds).orElse(0L),
        stats.map(JobStats::reserves).orElse(0L),
        beginning());
  }

  private static String state(JobStats stats) {
    return stats.state().name().toLowerCase(Locale.ROOT);
  }

  // What is not for terminals could move the cursor or change the colours of whoever looks.
  private String beginning() {
    Optional<String> text = bodyText();
    if (text.isEmpty()) {
      return "(" + job.body().length + " bytes that are no text)";
    }
    String clean = text.get().replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= SHOWN_CHARACTERS_MAX
        ? clean
        : clean.substring(0, SHOWN_CHARACTERS_MAX) + "... (" + job.body().length + " bytes)";
  }

  private Optional<String> bodyText() {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(job.body())).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** For scripts: the body as text, or in base64 where it is none. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", job.id());
    stats.ifPresent(known -> {
      values.put("tube", known.tube());
      values.put("state", state(known));
      values.put("priority", known.priority());
      values.put("ageSeconds", known.ageSeconds());
      values.put("ttrSeconds", known.ttrSeconds());
      values.put("secondsLeft", known.secondsLeft());
      values.put("reserves", known.reserves());
      values.put("timeouts", known.timeouts());
      values.put("releases", known.releases());
    });
    bodyText()
        .ifPresentOrElse(
            text -> values.put("body", text),
            () -> values.put("bodyBase64", Base64.getEncoder().encodeToString(job.body())));
    return values;
  }
}
