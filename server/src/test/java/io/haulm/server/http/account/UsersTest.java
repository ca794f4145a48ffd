package io.haulm.server.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.HttpTest;
import io.haulm.server.http.Web;
import io.haulm.server.http.access.Access;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users and tokens. */
class UsersTest extends HttpTest {
  private static final String USERS = "/api/v1/users";
  private static final String TOKENS = "/api/v1/tokens";
  private static final String VIEWER =
      "{\"name\":\"eve\",\"password\":\"long enough\",\"role\":\"viewer\"}";

  @Test
  void adminSeesUsersWithoutTheirPasswords() throws Exception {
    Web root = admin();
    root.post(USERS, VIEWER);

    assertThat(root.get(USERS).text())
        .isEqualTo(
            "{\"items\":[{\"name\":\"root\",\"role\":\"admin\",\"tubes\":[\"*\"]},"
                + "{\"name\":\"eve\",\"role\":\"viewer\",\"tubes\":[\"*\"]}],\"cursor\":null}");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/users",
    "POST, /api/v1/users",
    "PUT, /api/v1/users/root",
    "DELETE, /api/v1/users/root",
    "GET, /api/v1/tokens",
    "POST, /api/v1/tokens",
    "DELETE, /api/v1/tokens/1",
    "PUT, /api/v1/settings",
    "GET, /api/v1/audit"
  })
  void onlyAdminsMayDoIt(String method, String path) throws Exception {
    Web operator = user(admin(), "op", "operator", "*");

    Web.Answer answer = operator.send(method, path, method.equals("GET") ? "" : "{}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.code()).isEqualTo("forbidden");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad-name      | {\"name\":\"a b\",\"password\":\"long enough\",\"role\":\"viewer\"}",
        "bad-name      | {\"password\":\"long enough\",\"role\":\"viewer\"}",
        "bad-password  | {\"name\":\"eve\",\"password\":\"1234567\",\"role\":\"viewer\"}",
        "bad-role      | {\"name\":\"eve\",\"password\":\"long enough\"}",
        "bad-json      | {\"name\":\"eve\",\"password\":\"long enough\",\"role\":\"boss\"}",
        "bad-tubes     | {\"name\":\"eve\",\"password\":\"long enough\",\"role\":\"viewer\",\"tubes\":[\"\"]}",
        "user-exists   | {\"name\":\"root\",\"password\":\"long enough\",\"role\":\"viewer\"}",
        "bad-json      | {\"nam\":\"eve\"}"
      })
  void userThatMakesNoSenseIsRefused(String code, String json) throws Exception {
    assertThat(admin().post(USERS, json).code()).isEqualTo(code);
  }

  @Test
  void firstUserMustBeAnAdmin() throws Exception {
    assertThat(local().post(USERS, VIEWER).code()).isEqualTo("first-user");
  }

  @Test
  void changedUserIsLoggedOutAndHasTheNewRole() throws Exception {
    Web root = admin();
    Web eve = user(root, "eve", "viewer", "*");

    assertThat(root.put(USERS + "/eve", "{\"role\":\"operator\"}").at("/role"))
        .isEqualTo("operator");

    assertThat(eve.get("/api/v1/settings").status()).isEqualTo(401);
    assertThat(anybody().login("eve", "long enough").get("/api/v1/session").at("/user/role"))
        .isEqualTo("operator");
  }

  @Test
  void unknownUserCannotBeChangedOrRemoved() throws Exception {
    Web root = admin();

    assertThat(root.put(USERS + "/eve", "{}").code()).isEqualTo("no-such-user");
    assertThat(root.delete(USERS + "/eve").code()).isEqualTo("no-such-user");
  }

  @Test
  void removedUserIsGone() throws Exception {
    Web root = admin();
    Web eve = user(root, "eve", "viewer", "*");

    assertThat(root.delete(USERS + "/eve").status()).isEqualTo(204);

    assertThat(eve.get("/api/v1/settings").status()).isEqualTo(401);
  }

  @Test
  void lastAdminStays() throws Exception {
    Web root = admin();

    assertThat(root.delete(USERS + "/root").code()).isEqualTo("last-admin");
    assertThat(root.put(USERS + "/root", "{\"role\":\"viewer\"}").code()).isEqualTo("last-admin");
  }

  @Test
  void userCannotBeRenamed() throws Exception {
    assertThat(admin().put(USERS + "/root", "{\"name\":\"toor\"}").code()).isEqualTo("bad-name");
  }

  @Test
  void tokenLetsAScriptInWithoutCookieAndCsrf() throws Exception {
    Web script = token(admin(), "admin", 0);

    assertThat(script.put("/api/v1/settings", "{\"readOnly\":true}").status()).isEqualTo(200);
    assertThat(script.get("/api/v1/session").at("/user/name")).isEqualTo("ci");
  }

  @Test
  void tokenHasItsRoleOnly() throws Exception {
    Web script = token(admin(), "viewer", 0);

    assertThat(script.get("/api/v1/settings").status()).isEqualTo(200);
    assertThat(script.put("/api/v1/settings", "{}").status()).isEqualTo(403);
  }

  @Test
  void tokenWhoseTimeIsOverIsWorthNothing() throws Exception {
    Web script = token(admin(), "admin", 1);

    assertThat(script.get("/api/v1/session").status()).isEqualTo(401);
  }

  @Test
  void unknownTokenIsRefusedEvenWhileThereAreNoUsers() throws Exception {
    assertThat(anybody().with("Authorization", "Bearer x").get("/api/v1/session").status())
        .isEqualTo(401);
    assertThat(anybody().with("Authorization", "Basic eDp4").get("/api/v1/session").status())
        .isEqualTo(401);
  }

  @Test
  void removedTokenIsWorthNothing() throws Exception {
    Web root = admin();
    Web script = token(root, "admin", 0);
    String id = root.get(TOKENS).at("/items/0/id");

    assertThat(root.delete(TOKENS + "/" + id).status()).isEqualTo(204);

    assertThat(script.get("/api/v1/settings").status()).isEqualTo(401);
    assertThat(root.delete(TOKENS + "/" + id).code()).isEqualTo("no-such-token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bad-name    | {\"role\":\"viewer\"}",
        "bad-role    | {\"name\":\"ci\"}",
        "bad-expires | {\"name\":\"ci\",\"role\":\"viewer\",\"expiresMillis\":-1}"
      })
  void tokenThatMakesNoSenseIsRefused(String code, String json) throws Exception {
    assertThat(admin().post(TOKENS, json).code()).isEqualTo(code);
  }

  @Test
  void oneTubePatternTooManyIsRefused() throws Exception {
    String tubes = "\"a\",".repeat(Access.TUBES_MAX) + "\"a\"";

    Web.Answer answer =
        admin().post(TOKENS, "{\"name\":\"ci\",\"role\":\"viewer\",\"tubes\":[" + tubes + "]}");

    assertThat(answer.code()).isEqualTo("bad-tubes");
  }

  private Web token(Web admin, String role, long expiresMillis) throws IOException {
    Web.Answer answer =
        admin.post(
            TOKENS,
            "{\"name\":\"ci\",\"role\":\"%s\",\"expiresMillis\":%d}"
                .formatted(role, expiresMillis));
    return anybody().with("Authorization", "Bearer " + answer.at("/token"));
  }
}
