package io.haulm.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.server.Client;
import io.haulm.server.HaulmServer;
import io.haulm.server.ServerStartException;
import io.haulm.server.Servers;
import io.haulm.server.config.Durability;
import io.haulm.server.config.FaceAddress;
import io.haulm.server.config.HttpConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the HTTP face keeps in the data folder, and when it may be reached from elsewhere. */
@Timeout(60)
class RestartTest {
  private static final HttpConfig EVERYWHERE =
      new HttpConfig(new FaceAddress.Tcp("0.0.0.0", 0), List.of("queue.example"), 10);

  @TempDir Path folder;

  private HaulmServer start(HttpConfig http) throws ServerStartException {
    return HaulmServer.start(Servers.withHttp(folder, new Durability.Os(), http));
  }

  private void addUser() throws Exception {
    try (HaulmServer server = start(Servers.ANY_HTTP)) {
      Web.Answer answer =
          Web.local(server)
              .post(
                  "/api/v1/users",
                  "{\"name\":\"root\",\"password\":\"long enough\",\"role\":\"admin\"}");
      assertThat(answer.status()).isEqualTo(201);
    }
  }

  @Test
  void usersSettingsAndTheAuditLogOutliveARestart() throws Exception {
    addUser();
    try (HaulmServer server = start(Servers.ANY_HTTP)) {
      assertThat(server.setupLink()).isEmpty();
      Web root = Web.of(server).login("root", "long enough");
      root.put("/api/v1/settings", "{\"maskedPaths\":[\"body.card\"]}");
    }

    try (HaulmServer server = start(Servers.ANY_HTTP)) {
      Web root = Web.of(server).login("root", "long enough");
      assertThat(root.get("/api/v1/settings").at("/maskedPaths/0")).isEqualTo("body.card");
      assertThat(root.get("/api/v1/audit").text())
          .containsSubsequence("login", "settings.change", "login", "user.add");
    }
  }

  @Test
  void aPauseItsReasonAndWhoSetItOutliveARestart() throws Exception {
    String tube = "/api/v1/tubes/mail";
    try (HaulmServer server = start(Servers.ANY_HTTP)) {
      Web local = Web.local(server);
      Web.Answer _ = local.post(tube + "/jobs", "{\"text\": \"x\"}");
      Web.Answer _ =
          local.post(tube + "/pause", "{\"pauseMillis\": 3600000, \"reason\": \"smtp is down\"}");
    }

    try (HaulmServer server = start(Servers.ANY_HTTP)) {
      Web local = Web.local(server);
      Web.Answer paused = local.get(tube);
      assertThat(paused.at("/pauseReason")).isEqualTo("smtp is down");
      assertThat(paused.at("/pausedBy")).isEqualTo("local");
      assertThat(paused.json().path("pauseLeftMillis").asLong()).isBetween(1L, 3_600_000L);
      Web.Answer _ = local.post(tube + "/resume", "");
    }

    try (HaulmServer server = start(Servers.ANY_HTTP)) {
      assertThat(Web.local(server).get(tube).json().path("pauseLeftMillis").asLong()).isZero();
      assertThat(Files.readString(folder.resolve("http-pauses.json"))).doesNotContain("smtp");
    }
  }

  @Test
  void otherMachinesMayReachAServerOnlyOnceItHasAUser() throws Exception {
    assertThatThrownBy(() -> start(EVERYWHERE))
        .isInstanceOf(ServerStartException.class)
        .hasMessageContaining("can be reached from other machines, so it needs a user first");

    addUser();

    try (HaulmServer server = start(EVERYWHERE)) {
      Web anybody = Web.of(server);
      assertThat(anybody.get("/api/v1/settings").status()).isEqualTo(401);
      assertThat(anybody.with("Host", "queue.example").get("/health/live").status()).isEqualTo(200);
      assertThat(anybody.with("Host", "other.example").get("/health/live").status()).isEqualTo(421);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"users\":[{}],\"tokens\":[]}", "{\"users\""})
  void queueRunsAndTheConsoleStaysOffWhenItsUsersCannotBeRead(String broken) throws Exception {
    Files.writeString(folder.resolve("http-users.json"), broken);

    try (HaulmServer server = start(Servers.ANY_HTTP);
        Client client = new Client(server)) {
      assertThat(server.httpUrl()).isEmpty();
      assertThat(client.ask("list-tubes-watched")).startsWith("OK");
    }
    assertThat(folder.resolve("http-users.json")).hasContent(broken);
  }

  @Test
  void settingsThatLackSomethingAreAsUsual() throws Exception {
    Files.writeString(folder.resolve("http-settings.json"), "{\"readOnly\":true,\"later\":1}");

    try (HaulmServer server = start(Servers.ANY_HTTP)) {
      assertThat(Web.local(server).get("/api/v1/settings").json().path("maskedPaths")).isEmpty();
      assertThat(Web.local(server).get("/api/v1/settings").json().path("readOnly").asBoolean())
          .isTrue();
    }
  }

  @Test
  void settingThatCannotBeKeptIsRefusedForLackOfRoom() throws Exception {
    try (HaulmServer server = start(Servers.ANY_HTTP)) {
      Files.createDirectories(folder.resolve("http-settings.json").resolve("in the way"));

      Web.Answer answer = Web.local(server).put("/api/v1/settings", "{\"readOnly\":true}");

      assertThat(answer.status()).isEqualTo(507);
      assertThat(answer.code()).isEqualTo("no-room");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseCanReadWhatIsKept() throws Exception {
    Path data = folder.resolve("data");
    HttpConfig http = Servers.ANY_HTTP;
    try (HaulmServer server =
        HaulmServer.start(Servers.withHttp(data, new Durability.Os(), http))) {
      Web.Answer _ = Web.local(server).post("/api/v1/tubes/mail/jobs", "{\"text\":\"x\"}");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
    }
    // A server that runs makes segments and renames them meanwhile.
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void folderThatIsThereKeepsItsPermissions() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));

    start(Servers.ANY_HTTP).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwxr-x---");
  }
}
