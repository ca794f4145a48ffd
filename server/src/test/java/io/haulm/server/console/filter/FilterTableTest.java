package io.haulm.server.console.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A table of filters, what they say, and what is wrong with them. The console reads filters by
 * itself, while they are being typed; its tests hold it to the same table.
 */
class FilterTableTest {
  /** It lies there because the console is also built and tested by itself. */
  private static final Path TABLE = Path.of("..", "console", "test", "filters.json");

  static Stream<JsonNode> cases() throws IOException {
    JsonNode table = new ObjectMapper().readTree(TABLE.toFile());
    assertThat(table).hasSizeGreaterThan(100);
    return StreamSupport.stream(table.spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void filterMeansWhatTheTableSays(JsonNode row) throws FilterException {
    String text = row.path("filter").asText();
    JsonNode problem = row.path("problem");
    if (problem.isMissingNode()) {
      JobFilter _ = JobFilter.parse(text);
      assertThat(words(text)).isEqualTo(words(row.path("words")));
    } else {
      FilterException mistake =
          catchThrowableOfType(FilterException.class, () -> JobFilter.parse(text));
      assertThat(mistake).isNotNull();
      assertThat(mistake.code().word()).isEqualTo(problem.path("code").asText());
      assertThat(mistake.at()).isEqualTo(problem.path("at").asInt());
    }
  }

  private static List<Word> words(String text) throws FilterException {
    WordReader reader = new WordReader(text);
    List<Word> words = new ArrayList<>();
    for (Word word = reader.next(); word != null; word = reader.next()) {
      words.add(word);
    }
    return words;
  }

  private static List<Word> words(JsonNode rows) {
    List<Word> words = new ArrayList<>();
    rows.forEach(word ->
        words.add(
            new Word(
                word.path("at").asInt(),
                word.path("negated").asBoolean(),
                word.path("name").asText(),
                word.path("value").asText(),
                word.path("valueAt").asInt())));
    return words;
  }
}
