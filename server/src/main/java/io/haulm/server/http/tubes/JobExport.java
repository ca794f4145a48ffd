package io.haulm.server.http.tubes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haulm.server.console.JobOrder;
import io.haulm.server.console.JobPage;
import io.haulm.server.console.JobSearch;
import io.haulm.server.console.filter.JobFilter;
import io.haulm.server.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes all jobs that a filter means, as they are found. */
final class JobExport {
  private static final int JOBS_AT_A_TIME = 200;
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "tube",
          "state",
          "priority",
          "createdMillis",
          "sinceMillis",
          "delayMillis",
          "ttrMillis",
          "reserves",
          "timeouts",
          "releases",
          "buries",
          "kicks",
          "bodyBytes");

  private static final String PREVIEW = "preview";

  /** A whole body: as text if it is one, else in base 64. */
  private static final String BODY = "body";

  private static final String BODY_BASE64 = "bodyBase64";

  /** Spreadsheets leave out what is blank before a sign, and know its wide forms. */
  private static final Pattern FORMULA =
      Pattern.compile("[\\s\\p{Z}\\p{Cc}]*[=+\\-@＝＋－＠]|[\\t\\r\\n]");

  private final JobSearch search;
  private final JobPresenter presenter;
  private final JobFilter filter;
  private final Predicate<String> mayBeSeen;
  private final boolean hasWholeBodies;

  /** Writes some jobs. */
  private interface Part {
    void write(List<JobShown> jobs) throws IOException, InterruptedException;
  }

  /**
   * An export.
   *
   * @param hasWholeBodies false for the beginnings of bodies only
   */
  JobExport(
      JobSearch search,
      JobPresenter presenter,
      JobFilter filter,
      Predicate<String> mayBeSeen,
      boolean hasWholeBodies) {
    this.search = search;
    this.presenter = presenter;
    this.filter = filter;
    this.mayBeSeen = mayBeSeen;
    this.hasWholeBodies = hasWholeBodies;
  }

  void writeJson(OutputStream out) throws IOException, InterruptedException {
    boolean[] isFirst = {true};
    out.write('[');
    writeAll(jobs -> {
      for (JobShown job : jobs) {
        out.write(isFirst[0] ? '\n' : ',');
        if (!isFirst[0]) {
          out.write('\n');
        }
        isFirst[0] = false;
        out.write(hasWholeBodies ? withBody(job) : Json.bytes(job));
      }
    });
    out.write("\n]\n".getBytes(StandardCharsets.US_ASCII));
  }

  void writeCsv(OutputStream out) throws IOException, InterruptedException {
    Stream<String> last = hasWholeBodies ? Stream.of(BODY, BODY_BASE64) : Stream.of(PREVIEW);
    writeLine(out, Stream.concat(COLUMNS.stream(), last));
    writeAll(jobs -> {
      for (JobShown job : jobs) {
        writeLine(out, Stream.concat(cells(job), lastCells(job)));
      }
    });
  }

  private byte[] withBody(JobShown job) throws InterruptedException {
    ObjectNode json = Json.mapper().valueToTree(job);
    JobPresenter.Whole whole = presenter.whole(job.id());
    json.put(BODY, whole.text());
    json.put(BODY_BASE64, whole.base64());
    return Json.bytes(json);
  }

  private Stream<String> lastCells(JobShown job) throws InterruptedException {
    if (!hasWholeBodies) {
      return Stream.of(job.preview());
    }
    JobPresenter.Whole whole = presenter.whole(job.id());
    return Stream.of(orEmpty(whole.text()), orEmpty(whole.base64()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private void writeAll(Part part) throws IOException, InterruptedException {
    Optional<String> cursor = Optional.of(JobSearch.walk());
    while (cursor.isPresent()) {
      JobPage page = search.find(filter, mayBeSeen, JobOrder.OLDEST, cursor, JOBS_AT_A_TIME);
      part.write(presenter.rows(page.rows()));
      cursor = page.cursor();
    }
  }

  private static Stream<String> cells(JobShown job) {
    return Stream.<Object>of(
            job.id(),
            job.tube(),
            job.state(),
            job.priority(),
            job.createdMillis(),
            job.sinceMillis(),
            job.delayMillis(),
            job.ttrMillis(),
            job.reserves(),
            job.timeouts(),
            job.releases(),
            job.buries(),
            job.kicks(),
            job.bodyBytes())
        .map(Object::toString);
  }

  private static void writeLine(OutputStream out, Stream<String> cells) throws IOException {
    String line = cells.map(JobExport::cell).collect(Collectors.joining(",")) + "\r\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }

  /** A cell that no spreadsheet takes for a formula. */
  private static String cell(String text) {
    boolean isFormula = FORMULA.matcher(text).lookingAt();
    String safe = isFormula ? "'" + text : text;
    boolean needsQuotes =
        safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needsQuotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
