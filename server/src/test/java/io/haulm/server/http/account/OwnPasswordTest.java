package io.haulm.server.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import org.junit.jupiter.api.Test;

/** Everybody can change their own password. */
class OwnPasswordTest extends HttpTest {
  private static final String PASSWORD = "/api/v1/session/password";
  private static final String CHANGE =
      "{\"oldPassword\":\"long enough\",\"password\":\"another one\"}";

  @Test
  void viewerChangesTheOwnPasswordAndOtherLoginsEnd() throws Exception {
    Web root = admin();
    Web ann = user(root, "ann", "viewer", "mail");
    Web elsewhere = anybody().login("ann", "long enough");

    Web.Answer changed = ann.put(PASSWORD, CHANGE);

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.header("set-cookie")).isPresent();
    String cookie = changed.header("set-cookie").orElseThrow().split(";", 2)[0];
    assertThat(anybody().with("Cookie", cookie).get("/api/v1/settings").status()).isEqualTo(200);
    assertThat(elsewhere.get("/api/v1/settings").status()).isEqualTo(401);
    assertThat(ann.get("/api/v1/settings").status()).isEqualTo(401);
    assertThat(anybody().login("ann", "another one").get("/api/v1/settings").status())
        .isEqualTo(200);
    assertThat(root.get("/api/v1/audit?action=user.change-password").at("/items/0/who"))
        .isEqualTo("ann");
  }

  @Test
  void itIsDoneInAReadOnlyServerToo() throws Exception {
    Web root = admin();
    Web ann = user(root, "ann", "viewer", "*");
    Web.Answer _ = root.put("/api/v1/settings", "{\"readOnly\":true}");

    assertThat(ann.put(PASSWORD, CHANGE).status()).isEqualTo(200);
  }

  @Test
  void whoDoesNotKnowTheOldOneMayNot() throws Exception {
    Web ann = user(admin(), "ann", "viewer", "*");

    Web.Answer refused = ann.put(PASSWORD, CHANGE.replace("long enough", "long enouGh"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("wrong-password");
    assertThat(ann.get("/api/v1/settings").status()).isEqualTo(200);
  }

  @Test
  void newOneMustBeOneAndTheCallerMustHaveLoggedIn() throws Exception {
    assertThat(local().put(PASSWORD, CHANGE).code()).isEqualTo("no-password");
    Web root = admin();

    assertThat(root.put(PASSWORD, CHANGE.replace("another one", "short")).code())
        .isEqualTo("bad-password");
    assertThat(root.put(PASSWORD, "{}").code()).isEqualTo("bad-json");
    assertThat(anybody().put(PASSWORD, CHANGE).status()).isEqualTo(401);
    assertThat(root.with("X-Haulm-Csrf", "").put(PASSWORD, CHANGE).code()).isEqualTo("csrf");
  }

  @Test
  void tokensEndWithTheUserWhoMadeThem() throws Exception {
    Web root = admin();
    Web ann = user(root, "ann", "admin", "*");
    String wanted = "{\"name\":\"%s\",\"role\":\"viewer\",\"tubes\":[\"*\"],\"expiresMillis\":0}";
    String hers = ann.post("/api/v1/tokens", wanted.formatted("hers")).at("/token");
    String ours = root.post("/api/v1/tokens", wanted.formatted("ours")).at("/token");

    assertThat(root.delete("/api/v1/users/ann").status()).isEqualTo(204);

    assertThat(showing(hers).get("/api/v1/settings").status()).isEqualTo(401);
    assertThat(showing(ours).get("/api/v1/settings").status()).isEqualTo(200);
  }

  private Web showing(String token) {
    return anybody().with("Authorization", "Bearer " + token);
  }
}
