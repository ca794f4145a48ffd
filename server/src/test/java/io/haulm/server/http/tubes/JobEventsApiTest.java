package io.haulm.server.http.tubes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.http.overview.Events;
import java.io.IOException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobEventsApiTest extends TubesTest {
  private static final String EVENTS = API + "/jobs/events?ids=";

  private static JsonNode await(Events events, Predicate<JsonNode> wanted) throws IOException {
    return events.await(event -> event.name().equals("job") && wanted.test(event.data())).data();
  }

  private static Predicate<JsonNode> state(long id, String state) {
    return told -> told.path("id").asLong() == id && told.at("/job/state").asText().equals(state);
  }

  @Test
  void aBrowserIsToldWhatBecomesOfItsJobs() throws Exception {
    long watched = put("mail", "{\"a\": 1}");
    long other = put("mail", "x");
    try (Events events = new Events(vera(), EVENTS + watched)) {
      JsonNode first = await(events, state(watched, "ready"));
      assertThat(first.at("/job/preview").asText()).isEqualTo("{\"a\": 1}");

      bury(other);
      bury(watched);
      assertThat(await(events, told -> !told.equals(first)).path("id").asLong()).isEqualTo(watched);

      root().post(API + "/jobs/" + watched + "/kick", "");
      try (Client worker = workerWith("mail")) {
        JsonNode held = await(events, state(watched, "reserved"));
        assertThat(held.at("/job/holder/address").asText()).startsWith("127.0.0.1");
        assertThat(worker.ask("delete " + watched)).isEqualTo("DELETED");
        JsonNode gone = await(events, told -> told.path("job").isNull());
        assertThat(gone.path("id").asLong()).isEqualTo(watched);
      }
    }
  }

  @Test
  void theEndOfADelayIsTold() throws Exception {
    long job = put("mail", "x", ", \"delayMillis\": 300");
    try (Events events = new Events(vera(), EVENTS + job)) {
      await(events, state(job, "ready"));
    }
    assertThat(root().get(API + "/jobs/" + job).json().at("/timeline/1/event").asText())
        .isEqualTo("due");
  }

  @Test
  void aJobThatLeavesTheCallersTubesIsGoneForIt() throws Exception {
    long job = put("mail", "x");
    long hidden = put("sms", "x");
    try (Events events = new Events(olga(), EVENTS + job + "," + hidden + ",999")) {
      await(events, told -> told.path("id").asLong() == hidden && told.path("job").isNull());
      await(events, told -> told.path("id").asLong() == 999 && told.path("job").isNull());
      await(events, state(job, "ready"));

      root().post(API + "/jobs/" + job + "/move", "{\"tube\": \"sms\"}");

      assertThat(await(events, told -> told.path("job").isNull()).path("id").asLong())
          .isEqualTo(job);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0", "1,", "-1", "9007199254740993"})
  void whatIsNoListOfJobsIsRefused(String ids) throws Exception {
    assertThat(vera().get(EVENTS + ids).code()).isEqualTo("bad-parameter");
  }

  @Test
  void oneJobTooManyIsRefused() throws Exception {
    String most =
        LongStream.rangeClosed(1, JobEvents.JOBS_MAX)
            .mapToObj(Long::toString)
            .collect(Collectors.joining(","));
    try (Events events = new Events(vera(), EVENTS + most)) {
      await(events, told -> told.path("job").isNull());
    }
    assertThat(vera().get(EVENTS + most + ",201").code()).isEqualTo("bad-parameter");
  }

  @Test
  void strangersWatchNothing() {
    assertThatThrownBy(() -> new Events(stranger(), EVENTS + "1").close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("401");
  }
}
