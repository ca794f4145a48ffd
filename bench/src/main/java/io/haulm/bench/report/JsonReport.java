package io.haulm.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes all figures of all rounds to a file, for machines. */
public final class JsonReport {
  private JsonReport() {}

  /** Writes {@code file} anew. */
  public static void write(Path file, Machine machine, List<LoadResult> results)
      throws IOException {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("machine", machine);
    report.put("loads", results.stream().map(JsonReport::load).toList());
    new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), report);
  }

  private static Map<String, Object> load(LoadResult result) {
    Map<String, Object> load = new LinkedHashMap<>();
    load.put("name", result.load());
    load.put("about", result.about());
    load.put("rounds", result.samples());
    load.put("comparisons", result.outcomes().stream().map(JsonReport::outcome).toList());
    return load;
  }

  private static Map<String, Object> outcome(LoadResult.Outcome outcome) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("metric", outcome.comparison().metric());
    fields.put("subject", outcome.comparison().subject());
    fields.put("baseline", outcome.comparison().baseline());
    fields.put("ratio", outcome.ratio());
    fields.put("wanted", outcome.comparison().wanted().toString());
    fields.put("reached", outcome.isReached());
    return fields;
  }
}
