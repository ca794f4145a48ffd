package io.haulm.server.http.tubes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haulm.server.HaulmServer;
import io.haulm.server.Servers;
import io.haulm.server.http.Web;
import org.junit.jupiter.api.Test;

/** Deletions of more than the trash has room for: an eighth of the memory for bodies. */
class TrashRoomTest extends TubesTest {
  private static final String OPERATIONS = API + "/operations";
  private static final int BODY_BYTES = 60_000;
  private static final int ROOM_JOBS = 4;
  private static final long MEMORY_BYTES = 8L * ROOM_JOBS * (BODY_BYTES + 1000);

  @Override
  protected HaulmServer startServer() throws Exception {
    return HaulmServer.start(Servers.withHttpAndMemory(MEMORY_BYTES));
  }

  @Test
  void whatCannotBeBroughtBackIsToldAndMustBeConfirmed() throws Exception {
    for (int i = 0; i < ROOM_JOBS + 2; i++) {
      put("mail", "x".repeat(BODY_BYTES));
    }
    String deletion = "{\"kind\":\"delete\",\"q\":\"tube:mail\"";

    JsonNode dry = ended(olga(), olga().post(OPERATIONS, deletion + ",\"dryRun\":true}"));
    assertThat(dry.path("done").asInt()).isEqualTo(ROOM_JOBS + 2);
    assertThat(dry.path("lost").asInt()).isEqualTo(2);
    assertThat(dry.path("othersLost").asInt()).isZero();

    Web.Answer refused = olga().post(OPERATIONS, deletion + "}");
    assertThat(refused.code()).isEqualTo("confirm-needed");
    assertThat(refused.json().path("detail").asText()).contains("about 2 of them");

    JsonNode deleted = ended(olga(), olga().post(OPERATIONS, deletion + ",\"confirm\":\"mail\"}"));
    String path = OPERATIONS + "/" + deleted.path("id").asText();
    while (olga().get(path).json().path("lost").asInt() < 2) {
      Thread.onSpinWait();
    }
    JsonNode undone = ended(olga(), olga().post(path + "/undo", ""));
    assertThat(undone.path("state").asText()).isEqualTo("undone");
    assertThat(root().get(API + "/tubes/mail").json().path("ready").asInt()).isEqualTo(ROOM_JOBS);
  }
}
