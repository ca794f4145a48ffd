package io.haulm.server.console.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.haulm.engine.JobState;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterParserTest {
  private static final String BODY =
      """
      {"customer": {"id": 306, "name": "Ann"}, "items": [{"sku": "abc-1"}, {"sku": "xyz"}],
       "note": "HTTP 503 from upstream", "paid": true}\
      """;

  @Test
  void anEmptyFilterMeansAllJobs() throws FilterException {
    JobFilter filter = JobFilter.parse("  ");

    assertThat(filter.needsBody()).isFalse();
    assertThat(filter.tube()).isEmpty();
    assertThat(filter.states()).containsExactly(JobState.values());
  }

  @Test
  void aTubeAndAStateAreKnownToBeAllThatIsSaid() throws FilterException {
    JobFilter filter = JobFilter.parse("tube:mail state:buried");

    assertThat(filter.isTubeAndStateOnly()).isTrue();
    assertThat(filter.tube()).contains("mail");
    assertThat(filter.states()).containsExactly(JobState.BURIED);
    assertThat(JobFilter.parse("tube:mail pri:1").isTubeAndStateOnly()).isFalse();
    assertThat(JobFilter.parse("tube:mail*").isTubeAndStateOnly()).isFalse();
    assertThat(JobFilter.parse("-tube:mail").tube()).isEmpty();
    assertThat(JobFilter.parse("tube:a tube:b").isTubeAndStateOnly()).isFalse();
    assertThat(JobFilter.parse("-state:ready,buried").states())
        .containsExactly(JobState.RESERVED, JobState.DELAYED);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "body.customer.id:306, true",
    "body.customer.id:30, false",
    "body.customer.id:30*, true",
    "body.customer.name:ann, false",
    "body.customer.name:?nn, true",
    "body.items.0.sku:abc*, true",
    "body.items.1.sku:abc*, false",
    "body.items.2.sku:*, false",
    "body.paid:true, true",
    "body.customer:*, false",
    "body.nothing:*, false",
    "-body.nothing:*, true",
    "upstream, true",
    "UPSTREAM, true",
    "-upstream, false",
    "\"503 from\", true",
    "error:503, true",
    "error:504, false",
    "body:\"HTTP 503\", true",
    "customer upstream, true",
    "customer downstream, false",
  })
  void bodiesAreLookedInto(String text, boolean fits) throws FilterException {
    JobFilter filter = JobFilter.parse(text);

    assertThat(filter.needsBody()).isTrue();
    assertThat(filter.fitsBody(BODY.getBytes(StandardCharsets.UTF_8))).isEqualTo(fits);
  }

  @Test
  void aBodyThatIsNoJsonHasNoFields() throws FilterException {
    JobFilter filter = JobFilter.parse("body.a:1");

    assertThat(filter.fitsBody("{\"b\":".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(filter.fitsBody("plain".getBytes(StandardCharsets.UTF_8))).isFalse();
    assertThat(filter.fitsBody(new byte[0])).isFalse();
    // What comes before the mistake is read.
    assertThat(filter.fitsBody("{\"a\":1, oops".getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "tub:mail, 0, is not one of tube",
    "tube:mail stat:x, 10, is not one of tube",
    "state:ready;gone, 6, is not one of ready",
    "state:gone, 6, is not one of ready",
    "age:>1y, 5, is not a time",
    "age:5, 4, is not a time",
    "pri:<1k, 5, is not a number",
    "pri:, 4, nothing behind",
    "pri:abc, 4, is not a number",
    "id:3..x, 6, is not a number",
    "size:>4q, 6, is not a length",
    "body..a:1, 0, A name is missing",
    "a \"open, 2, not closed",
    "id:99999999999999999999, 3, is not a number",
  })
  void aMistakeIsToldWithItsPlace(String text, int at, String message) {
    FilterException mistake =
        catchThrowableOfType(FilterException.class, () -> JobFilter.parse(text));

    assertThat(mistake.message()).contains(message);
    assertThat(mistake.at()).isEqualTo(at);
  }

  @Test
  void aFilterHasALimitOfCharactersAndOfWords() throws FilterException {
    JobFilter _ = JobFilter.parse("x".repeat(JobFilter.CHARS_MAX));
    assertThatThrownBy(() -> JobFilter.parse("x".repeat(JobFilter.CHARS_MAX + 1)))
        .isInstanceOf(FilterException.class);
    JobFilter _ = JobFilter.parse("x ".repeat(JobFilter.WORDS_MAX));
    assertThatThrownBy(() -> JobFilter.parse("x ".repeat(JobFilter.WORDS_MAX + 1)))
        .isInstanceOf(FilterException.class);
  }

  @Test
  void quotesTakeSpacesAndEscapesIn() throws FilterException {
    WordReader reader = new WordReader("a:\"b \\\" c\"d -\"e f\"");

    assertThat(reader.next()).isEqualTo(new Word(0, false, "a", "b \" cd", 2));
    assertThat(reader.next()).isEqualTo(new Word(12, true, "", "e f", 13));
    assertThat(reader.next()).isNull();
  }
}
