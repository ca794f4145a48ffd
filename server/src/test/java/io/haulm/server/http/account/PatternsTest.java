package io.haulm.server.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import org.junit.jupiter.api.Test;

/** What patterns of tubes hide, and from whom they can hide nothing. */
class PatternsTest extends HttpTest {
  private static final String USERS = "/api/v1/users";
  private static final String PASSWORD = "\"password\":\"long enough\"";

  @Test
  void settingsTellNothingOfTubesThatMayNotBeSeen() throws Exception {
    Web root = admin();
    Web.Answer set =
        root.put(
            "/api/v1/settings",
            "{\"alerts\":{\"tubes\":{\"pay.secret\":7,\"mail\":8}},\"maskedPaths\":[\"body.card\"]}");
    assertThat(set.status()).as(set.text()).isEqualTo(200);

    String seen = user(root, "ann", "viewer", "mail*").get("/api/v1/settings").text();

    assertThat(seen).contains("\"mail\"").doesNotContain("pay.secret").doesNotContain("card");
    assertThat(user(root, "bob", "viewer", "*").get("/api/v1/settings").text()).contains("card");
  }

  @Test
  void marksAreForThoseWhoSeeEveryTube() throws Exception {
    Web root = admin();
    Web some = user(root, "ann", "operator", "mail");

    assertThat(some.post("/api/v1/marks", "{\"text\":\"deployed\"}").status()).isEqualTo(403);
    assertThat(root.post("/api/v1/marks", "{\"text\":\"deployed\"}").status()).isEqualTo(201);
    assertThat(some.get("/api/v1/history?series=tube:mail").text()).doesNotContain("deployed");
  }

  @Test
  void adminSeesEveryTubeSoPatternsOfOneAreRefused() throws Exception {
    Web root = admin();
    String wanted = "{\"name\":\"ann\",\"role\":\"%s\"," + PASSWORD + ",\"tubes\":[\"mail\"]}";

    assertThat(root.post(USERS, wanted.formatted("admin")).code()).isEqualTo("bad-tubes");
    assertThat(root.post(USERS, wanted.formatted("operator")).status()).isEqualTo(201);
    assertThat(
            root.put(USERS + "/ann", "{\"role\":\"admin\"}").json().path("tubes").get(0).asText())
        .isEqualTo("*");
  }

  @Test
  void nameIsGivenOnce() throws Exception {
    Web root = admin();
    String token = "{\"name\":\"%s\",\"role\":\"viewer\",\"tubes\":[\"*\"],\"expiresMillis\":0}";
    assertThat(root.post("/api/v1/tokens", token.formatted("ci")).status()).isEqualTo(201);

    assertThat(root.post("/api/v1/tokens", token.formatted("ci")).code()).isEqualTo("name-taken");
    assertThat(root.post("/api/v1/tokens", token.formatted("root")).code()).isEqualTo("name-taken");
    assertThat(root.post(USERS, "{\"name\":\"ci\",\"role\":\"viewer\"," + PASSWORD + "}").code())
        .isEqualTo("name-taken");
  }

  @Test
  void tokenThatIsOverBeforeItBeginsIsRefused() throws Exception {
    String token = "{\"name\":\"ci\",\"role\":\"viewer\",\"tubes\":[\"*\"],\"expiresMillis\":1}";

    assertThat(admin().post("/api/v1/tokens", token).code()).isEqualTo("bad-expires");
  }
}
