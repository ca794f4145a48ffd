package io.haulm.server.http.tubes;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
          "bodyBytes",
          "preview");

  private final JobSearch search;
  private final JobPresenter presenter;
  private final JobFilter filter;
  private final Predicate<String> mayBeSeen;

  /** Writes some jobs. */
  private interface Part {
    void write(List<JobShown> jobs) throws IOException;
  }

  JobExport(
      JobSearch search, JobPresenter presenter, JobFilter filter, Predicate<String> mayBeSeen) {
    this.search = search;
    this.presenter = presenter;
    this.filter = filter;
    this.mayBeSeen = mayBeSeen;
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
        out.write(Json.bytes(job));
      }
    });
    out.write("\n]\n".getBytes(StandardCharsets.US_ASCII));
  }

  void writeCsv(OutputStream out) throws IOException, InterruptedException {
    writeLine(out, COLUMNS.stream());
    writeAll(jobs -> {
      for (JobShown job : jobs) {
        writeLine(out, cells(job));
      }
    });
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
            job.bodyBytes(),
            job.preview())
        .map(Object::toString);
  }

  private static void writeLine(OutputStream out, Stream<String> cells) throws IOException {
    String line = cells.map(JobExport::cell).collect(Collectors.joining(",")) + "\r\n";
    out.write(line.getBytes(StandardCharsets.UTF_8));
  }

  /** A cell that no spreadsheet takes for a formula. */
  private static String cell(String text) {
    boolean isFormula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    String safe = isFormula ? "'" + text : text;
    boolean needsQuotes =
        safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return needsQuotes ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
