package io.haulm.server.http.workers;

import io.haulm.engine.JobRow;
import io.haulm.server.console.BodyMask;
import io.haulm.server.console.JobDesk;
import io.haulm.server.console.JobOrder;
import io.haulm.server.console.JobPage;
import io.haulm.server.console.JobSearch;
import io.haulm.server.console.filter.FilterException;
import io.haulm.server.console.filter.JobFilter;
import io.haulm.server.http.account.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Buried jobs, those of a tube together whose bodies tell the same error. */
public final class BuriedGroups {
  /** So many buried jobs are looked at. */
  static final int JOBS_MAX = 2000;

  private static final int PAGE = 500;
  private static final Pattern ERROR =
      Pattern.compile(
          "\"(?:error|exception|exc_message|exc_type|reason|message)\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,300})\"");

  /** What was found; {@code isComplete} false when there are more buried jobs. */
  public record Found(List<FailureGroups.Group> groups, boolean isComplete) {}

  /** A group that grows. */
  private static final class Growing {
    final String tube;
    final String error;
    final List<String> samples = new ArrayList<>();
    long count;
    long firstMillis = Long.MAX_VALUE;
    long lastMillis;

    Growing(String tube, String error) {
      this.tube = tube;
      this.error = error;
    }

    void add(JobRow row) {
      count++;
      firstMillis = Math.min(firstMillis, row.sinceMillis());
      lastMillis = Math.max(lastMillis, row.sinceMillis());
      if (samples.size() < FailureGroups.SAMPLES_MAX) {
        samples.add(Long.toString(row.id()));
      }
    }

    FailureGroups.Group shown(String fingerprint) {
      return new FailureGroups.Group(
          fingerprint,
          error.isEmpty() ? "buried" : error,
          "",
          count,
          firstMillis,
          lastMillis,
          List.of(),
          List.of(tube),
          samples,
          "buried",
          List.of());
    }
  }

  private final JobSearch search;
  private final JobDesk desk;
  private final Settings settings;

  /** Groups of the jobs that this search finds. */
  public BuriedGroups(JobSearch search, JobDesk desk, Settings settings) {
    this.search = search;
    this.desk = desk;
    this.settings = settings;
  }

  /** All groups of the tubes that may be seen. */
  Found find(Predicate<String> mayBeSeen) throws InterruptedException {
    Map<String, Growing> groups = new LinkedHashMap<>();
    BodyMask mask = settings.mask();
    Optional<String> cursor = Optional.of(JobSearch.walk());
    int seen = 0;
    do {
      JobPage page = search.find(buried(), mayBeSeen, JobOrder.QUEUE, cursor, PAGE);
      List<byte[]> previews = desk.previews(page.rows());
      for (int i = 0; i < page.rows().size(); i++) {
        add(groups, page.rows().get(i), mask.apply(previews.get(i)).bytes());
      }
      seen += page.rows().size();
      cursor = page.cursor();
    } while (cursor.isPresent() && seen < JOBS_MAX);
    List<FailureGroups.Group> shown = new ArrayList<>();
    groups.forEach((fingerprint, group) -> shown.add(group.shown(fingerprint)));
    return new Found(shown, cursor.isEmpty());
  }

  private static void add(Map<String, Growing> groups, JobRow row, byte[] preview) {
    String error = ErrorShape.of(errorIn(new String(preview, StandardCharsets.UTF_8)));
    String fingerprint = ErrorShape.fingerprint("buried", row.tube(), error);
    groups.computeIfAbsent(fingerprint, _ -> new Growing(row.tube(), error)).add(row);
  }

  /** What a body says went wrong; empty when it says nothing of the kind. */
  static String errorIn(String body) {
    Matcher matcher = ERROR.matcher(body);
    return matcher.find() ? matcher.group(1) : "";
  }

  private static JobFilter buried() {
    try {
      return JobFilter.parse("state:buried");
    } catch (FilterException e) {
      throw new AssertionError("the filter is one", e);
    }
  }
}
