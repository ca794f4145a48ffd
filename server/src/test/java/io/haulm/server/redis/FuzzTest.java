package io.haulm.server.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations with bytes changed, lost and added, in chunks of any size. */
class FuzzTest extends RedisTest {
  private static final int CONVERSATIONS = 100;

  private static final List<String> COMMANDS =
      List.of(
          RespClient.request("SET", "key", "value"),
          RespClient.request("SET", "key", RespClient.word(70_000)),
          RespClient.request("GET", "key"),
          RespClient.request("DEL", "key", "other"),
          RespClient.request("HELLO", "3", "SETNAME", "fuzz"),
          RespClient.request("CLIENT", "LIST"),
          RespClient.request("CLIENT", "REPLY", "SKIP"),
          RespClient.request("CONFIG", "GET", "*"),
          RespClient.request("INFO", "everything"),
          RespClient.request("MULTI"),
          RespClient.request("EXEC"),
          RespClient.request("SUBSCRIBE", "news"),
          RespClient.request("UNSUBSCRIBE"),
          RespClient.request("PUBLISH", "news", "hello"),
          RespClient.request("TUBE.PUT", "fuzz", "body"),
          RespClient.request("TUBE.RESERVE", "TIMEOUT", "1", "fuzz"),
          RespClient.request("COMMAND", "INFO", "get"),
          RespClient.request("SLOWLOG", "GET", "2"),
          RespClient.request("RESET"),
          "PING \"a b\" 'c'\r\n",
          "ping\r\n",
          "*0\r\n");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void everyConversationComesToAnEnd(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CONVERSATIONS; i++) {
      byte[] bytes = mutated(conversation(random), random);
      try (RespClient client = new RespClient(server())) {
        sendInChunks(client, bytes, random);
        client.raw().halfClose();
        client.rest();
      } catch (SocketTimeoutException e) {
        throw new AssertionError("seed " + seed + ", conversation " + i + " hangs", e);
      } catch (IOException _) {
        // Cut off in the middle of what it was saying.
      }
    }
    RespClient client = connect();
    assertThat(client.ask("SET", "sound", "yes")).as("seed %s", seed).isEqualTo("OK");
    assertThat(client.ask("GET", "sound")).as("seed %s", seed).isEqualTo("yes");
    await(client, "connected_clients:1\r\n", "INFO", "clients");
  }

  private static byte[] conversation(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(1, 20); i > 0; i--) {
      text.append(COMMANDS.get(random.nextInt(COMMANDS.size())));
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  private static byte[] mutated(byte[] bytes, SplittableRandom random) {
    byte[] result = bytes;
    for (int i = random.nextInt(6); i > 0; i--) {
      int at = random.nextInt(result.length);
      switch (random.nextInt(4)) {
        case 0 -> result[at] = (byte) random.nextInt(256);
        case 1 -> result[at] = (byte) "\r\n$*\0 09-\"'".charAt(random.nextInt(11));
        case 2 -> result = Arrays.copyOf(result, Math.max(1, at));
        default -> result = Arrays.copyOfRange(result, at / 2, result.length);
      }
    }
    return result;
  }

  private static void sendInChunks(RespClient client, byte[] bytes, SplittableRandom random)
      throws IOException {
    int at = 0;
    int chunkMax = random.nextBoolean() ? 100 : 100_000;
    for (int chunks = 0; at < bytes.length; chunks++) {
      int left = bytes.length - at;
      int count = chunks > 200 ? left : Math.min(left, 1 + random.nextInt(chunkMax));
      client.raw().send(Arrays.copyOfRange(bytes, at, at + count));
      at += count;
    }
  }
}
