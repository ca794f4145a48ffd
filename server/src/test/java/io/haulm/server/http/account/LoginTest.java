package io.haulm.server.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Sessions, and the first user. */
class LoginTest extends HttpTest {
  private static final String SESSION = "/api/v1/session";
  private static final String RIGHT = "{\"name\":\"root\",\"password\":\"long enough\"}";
  private static final String WRONG = "{\"name\":\"root\",\"password\":\"long enouGh\"}";

  @Test
  void withoutUsersEverybodyIsAnAdminCalledLocal() throws Exception {
    JsonNode session = anybody().get(SESSION).json();

    assertThat(session.at("/user/name").asText()).isEqualTo("local");
    assertThat(session.at("/user/role").asText()).isEqualTo("admin");
    assertThat(session.path("open").asBoolean()).isTrue();
    assertThat(session.path("needsSetup").asBoolean()).isTrue();
    assertThat(session.path("csrf").asText()).isNotEmpty();
    assertThat(session.at("/server/faces/beanstalk").asText()).startsWith("127.0.0.1:");
  }

  @Test
  void oneWhoIsNotLoggedInLearnsNothingOfTheServer() throws Exception {
    admin();

    JsonNode session = anybody().get(SESSION).json();

    assertThat(session.path("user").isNull()).isTrue();
    assertThat(session.path("csrf").asText()).isEmpty();
    assertThat(session.at("/server/faces").isNull()).isTrue();
    assertThat(session.at("/server/dataFolder").isNull()).isTrue();
    assertThat(anybody().get("/api/v1/settings").status()).isEqualTo(401);
  }

  @Test
  void loginGivesACookieThatNoScriptAndNoOtherSiteCanUse() throws Exception {
    admin();

    Web.Answer answer = anybody().post(SESSION, RIGHT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("set-cookie").orElseThrow())
        .startsWith("haulm-0=")
        .endsWith("; Path=/; HttpOnly; SameSite=Strict; Max-Age=43200");
    assertThat(answer.at("/user/name")).isEqualTo("root");
  }

  @Test
  void wrongPasswordAndUnknownNameAreRefusedAlike() throws Exception {
    admin();

    Web.Answer wrong = anybody().post(SESSION, WRONG);
    Web.Answer unknown = anybody().post(SESSION, WRONG.replace("root", "nobody"));

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(wrong.text()).isEqualTo(unknown.text());
  }

  @Test
  void guessingIsMadeSlow() throws Exception {
    admin();
    for (int i = 0; i < 6; i++) {
      assertThat(anybody().post(SESSION, WRONG).status()).isEqualTo(401);
    }

    Web.Answer answer = anybody().post(SESSION, RIGHT);
    int seconds = 1;
    // Who comes too late to be shut out fails once more, and is shut out for twice as long.
    while (answer.status() == 200 && seconds < 60) {
      assertThat(anybody().post(SESSION, WRONG).status()).isEqualTo(401);
      answer = anybody().post(SESSION, RIGHT);
      seconds *= 2;
    }

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.code()).isEqualTo("login-throttled");
    assertThat(Integer.parseInt(answer.header("retry-after").orElseThrow())).isBetween(1, seconds);
  }

  @Test
  void guessingManyPasswordsAtOnceIsNoFaster() throws Exception {
    admin();
    List<Future<Integer>> guesses = new ArrayList<>();
    long startNanos = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 40; i++) {
        guesses.add(threads.submit(() -> anybody().post(SESSION, WRONG).status()));
      }
    }

    // The sixth failure costs a second, and each further one twice as much as the one before.
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    int doublings = 63 - Long.numberOfLeadingZeros(seconds + 1);
    assertThat(guesses.stream().map(Future::resultNow).filter(status -> status == 401).count())
        .isBetween(1L, 6L + doublings);
    assertThat(guesses.stream().map(Future::resultNow)).containsOnly(401, 429);
  }

  @Test
  void loginThatIsNoneIsRefused() throws Exception {
    assertThat(anybody().post(SESSION, "{}").status()).isEqualTo(400);
    assertThat(anybody().post(SESSION, "{\"name\":1").code()).isEqualTo("bad-json");
    assertThat(anybody().post(SESSION, "{\"name\":\"a\",\"password\":\"b\",\"c\":1}").code())
        .isEqualTo("bad-json");
  }

  @Test
  void logoutEndsTheSession() throws Exception {
    Web root = admin();

    assertThat(root.delete(SESSION).status()).isEqualTo(204);

    assertThat(root.get("/api/v1/settings").status()).isEqualTo(401);
  }

  @Test
  void setupLinkMakesTheFirstUserOnce() throws Exception {
    String link = server().setupLink().orElseThrow();
    String token = link.substring(link.indexOf("token=") + 6);
    String setup = "{\"token\":\"" + token + "\",\"name\":\"root\",\"password\":\"long enough\"}";

    Web.Answer answer = anybody().post("/api/v1/setup", setup);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.at("/user/role")).isEqualTo("admin");
    assertThat(server().setupLink()).isEmpty();
    assertThat(anybody().post("/api/v1/setup", setup).code()).isEqualTo("wrong-setup-token");
  }

  @Test
  void setupNeedsTheLinksTokenAndAPassword() throws Exception {
    assertThat(
            anybody()
                .post(
                    "/api/v1/setup",
                    "{\"token\":\"guess\",\"name\":\"root\",\"password\":\"long enough\"}")
                .code())
        .isEqualTo("wrong-setup-token");
    String link = server().setupLink().orElseThrow();
    String token = link.substring(link.indexOf("token=") + 6);
    assertThat(
            anybody()
                .post(
                    "/api/v1/setup",
                    "{\"token\":\"" + token + "\",\"name\":\"root\",\"password\":\"short\"}")
                .code())
        .isEqualTo("bad-password");
  }
}
