package io.haulm.server.http.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.http.Json;
import io.haulm.server.http.Web;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The audit log keeps what was done, but neither bodies nor passwords. */
class NotedLineTest extends KeyspaceTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SET card 4111222233334444|0> SET card (16 bytes)",
        "set card x EX 60|0> SET card (1 bytes) (2 bytes) (2 bytes)",
        "LPUSH celery '{\"card\":1}'|0> LPUSH celery (10 bytes)",
        "MSET a 1 b 22|0> MSET a (1 bytes) b (2 bytes)",
        "EXPIRE key 60|0> EXPIRE key 60",
        "DEL a b|0> DEL a b",
        "TUBE.PUT mail body|0> TUBE.PUT mail (4 bytes)",
        "EVAL \"return ARGV[1]\" 1 key secret|0> EVAL (14 bytes) (1 bytes) key (6 bytes)",
        "CONFIG SET requirepass hunter2|0> CONFIG SET requirepass (7 bytes)",
        "CONFIG SET slowlog-max-len 10|0> CONFIG SET slowlog-max-len 10",
        "ACL SETUSER ann >hunter2|0> ACL SETUSER (3 bytes) (8 bytes)",
      })
  void lineIsNotedWithoutWhatItHolds(String line, String noted) throws Exception {
    Web web = local();
    Web.Answer answer =
        web.post(
            "/api/v1/commands/redis",
            new String(Json.bytes(Map.of("line", line)), StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);

    assertThat(web.get("/api/v1/audit?action=command").at("/items/0/target")).isEqualTo(noted);
  }
}
