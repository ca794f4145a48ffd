package io.haulm.server.http.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.Client;
import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules that programs keep in the keyspace. */
class SchedulesApiTest extends HttpTest {
  private static final String SCHEDULES = "/api/v1/schedules";
  private static final String TEXT =
      "{\"schedule\":\"cron Europe/Prague 0 3 * * *\",\"call\":{\"task\":\"report\",\"options\":"
          + "{\"queue\":\"slow\"}},\"missed_runs_max\":1,\"overlap\":\"SKIP\","
          + "\"next\":\"2026-11-22T02:00:00Z\",\"paused\":false,\"runs\":3}";

  /** A schedule in database 2. */
  private Web nightly() throws Exception {
    String words = TEXT.replace("\"", "\\\"");
    redis("HSET haulm.schedules nightly \"" + words + "\"");
    redis("ZADD haulm.schedules.next 1795312800000 nightly");
    return local();
  }

  @Test
  void scheduleIsShownAsItIsKept() throws Exception {
    JsonNode schedule = nightly().get(SCHEDULES).json().at("/items/0");

    assertThat(schedule)
        .hasToString(
            "{\"database\":2,\"name\":\"nightly\",\"task\":\"report\",\"when\":\"0 3 * * *\","
                + "\"kind\":\"cron\",\"zone\":\"Europe/Prague\",\"nextMillis\":1795312800000,"
                + "\"lastMillis\":0,\"missed\":"
                + schedule.path("missed")
                + ",\"runs\":3,\"paused\":false,\"queue\":\"slow\",\"source\":\"haulm-tasks\"}");
  }

  @Test
  void pausedScheduleIsNotDueAndKeepsAllElse() throws Exception {
    Web local = nightly();

    assertThat(local.post(SCHEDULES + "/nightly/pause?database=2", "{}").status()).isEqualTo(204);

    assertThat(redis("ZCARD haulm.schedules.next")).isEqualTo("0");
    assertThat(redis("HGET haulm.schedules nightly"))
        .isEqualTo(TEXT.replace("\"paused\":false", "\"paused\":true"));
  }

  @Test
  void resumedScheduleIsDueForASchedulerToSeeTo() throws Exception {
    Web local = nightly();
    local.post(SCHEDULES + "/nightly/pause?database=2", "{}");

    assertThat(local.post(SCHEDULES + "/nightly/resume?database=2", "{}").status()).isEqualTo(204);

    assertThat(Long.parseLong(redis("ZSCORE haulm.schedules.next nightly")))
        .isLessThanOrEqualTo(System.currentTimeMillis());
    assertThat(local.get(SCHEDULES).json().at("/items/0/paused").asBoolean()).isTrue();
  }

  @Test
  void scheduleThatIsNotPausedIsLeftAsItIsByResume() throws Exception {
    Web local = nightly();

    local.post(SCHEDULES + "/nightly/resume?database=2", "{}");

    assertThat(redis("ZSCORE haulm.schedules.next nightly")).isEqualTo("1795312800000");
  }

  @Test
  void runNowMakesItDue() throws Exception {
    Web local = nightly();

    assertThat(local.post(SCHEDULES + "/nightly/run?database=2", "{}").status()).isEqualTo(204);

    long nextMillis = local.get(SCHEDULES).json().at("/items/0/nextMillis").asLong();
    assertThat(nextMillis).isLessThanOrEqualTo(System.currentTimeMillis());
    assertThat(redis("ZSCORE haulm.schedules.next nightly")).isEqualTo(Long.toString(nextMillis));
    assertThat(local.get("/api/v1/audit?action=schedule").text()).contains("2/nightly");
  }

  @Test
  void pausedScheduleIsNotRun() throws Exception {
    Web local = nightly();
    local.post(SCHEDULES + "/nightly/pause?database=2", "{}");

    assertThat(local.post(SCHEDULES + "/nightly/run?database=2", "{}").code())
        .isEqualTo("schedule-paused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "run"})
  void scheduleThatIsNotThereIsMissing(String action) throws Exception {
    assertThat(nightly().post(SCHEDULES + "/nightly/" + action, "{}").code())
        .isEqualTo("no-such-schedule");
    assertThat(local().post(SCHEDULES + "/nightly/" + action + "?database=16", "{}").code())
        .isEqualTo("bad-parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "run"})
  void viewerMayChangeNone(String action) throws Exception {
    Web viewer = user(admin(), "eve", "viewer", "*");

    assertThat(viewer.post(SCHEDULES + "/nightly/" + action, "{}").code()).isEqualTo("forbidden");
  }

  /** Has a command run in database 2, by a client of the Redis face. */
  private String redis(String line) throws Exception {
    String address = server().redisAddress().orElseThrow();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    try (Client client = new Client(port)) {
      client.ask("SELECT 2");
      String reply = client.ask(line);
      return reply.startsWith("$") ? client.line() : reply.substring(1);
    }
  }

  @Test
  void keyOfThatNameThatIsSomethingElseIsPassedOver() throws Exception {
    Web local = local();
    redis("SET haulm.schedules x");

    assertThat(local.get(SCHEDULES).json().path("items")).isEmpty();
  }
}
