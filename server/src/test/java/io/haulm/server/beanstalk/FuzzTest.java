package io.haulm.server.beanstalk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.server.Client;
import io.haulm.server.ServerTest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations with bytes changed, lost and added, in chunks of any size. */
class FuzzTest extends ServerTest {
  private static final int CONVERSATIONS = 150;

  private static final List<String> COMMANDS =
      List.of(
          "put 1 0 60 5\r\nhello\r\n",
          "put 0 0 1 0\r\n\r\n",
          "put 0 1 1 70000\r\n" + "y".repeat(70_000) + "\r\n",
          "put 0 0 1 65536\r\n" + "z".repeat(65_536) + "\r\n",
          "reserve-with-timeout 0\r\n",
          "reserve-job 1\r\n",
          "delete 1\r\n",
          "release 2 5 0\r\n",
          "bury 2 1\r\n",
          "kick 10\r\n",
          "kick-job 3\r\n",
          "touch 2\r\n",
          "peek 1\r\n",
          "peek-ready\r\n",
          "peek-delayed\r\n",
          "peek-buried\r\n",
          "use some\r\n",
          "watch some\r\n",
          "ignore default\r\n",
          "stats\r\n",
          "stats-job 1\r\n",
          "stats-tube default\r\n",
          "list-tubes\r\n",
          "list-tube-used\r\n",
          "list-tubes-watched\r\n",
          "pause-tube some 0\r\n");

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void everyConversationIsAnsweredOrEnded(long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < CONVERSATIONS; i++) {
      byte[] bytes = mutated(conversation(random), random);
      try (Client client = new Client(server())) {
        sendInChunks(client, bytes, random);
        client.halfClose();
        // Whatever was asked, the server comes to an end; a client that waits for ever throws.
        client.rest();
      } catch (java.net.SocketTimeoutException e) {
        throw new AssertionError("seed " + seed + ", conversation " + i + " hangs", e);
      } catch (IOException _) {
        // Cut off, as a client that begins like HTTP is.
      }
    }
    assertServerIsSound(seed);
  }

  private void assertServerIsSound(long seed) throws Exception {
    Client client = connect();
    client.ask("use sound");
    assertThat(client.ask("put 0 0 60 2\r\nok")).as("seed %s", seed).startsWith("INSERTED ");
    client.ask("watch sound");
    client.ask("ignore default");
    assertThat(client.ask("reserve-with-timeout 0")).as("seed %s", seed).startsWith("RESERVED ");
    assertThat(client.block(2)).as("seed %s", seed).isEqualTo("ok");
    assertThat(client.stat("stats", "current-waiting")).as("seed %s", seed).isEqualTo("0");
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
      switch (random.nextInt(5)) {
        case 0 -> result[at] = (byte) random.nextInt(256);
        case 1 -> result[at] = (byte) "\r\n\0 09-".charAt(random.nextInt(7));
        case 2 -> result = Arrays.copyOf(result, Math.max(1, at));
        case 3 -> result = joined(result, 0, at, result, at / 2, result.length - at / 2);
        default -> result = joined(result, 0, at, result, Math.min(at + 1, result.length - 1), 1);
      }
    }
    return result;
  }

  private static byte[] joined(
      byte[] head, int headFrom, int headBytes, byte[] tail, int tailFrom, int tailBytes) {
    int bounded = Math.min(tailBytes, 200_000);
    byte[] all = new byte[headBytes + bounded];
    System.arraycopy(head, headFrom, all, 0, headBytes);
    System.arraycopy(tail, tailFrom, all, headBytes, bounded);
    return all.length == 0 ? new byte[1] : all;
  }

  private static void sendInChunks(Client client, byte[] bytes, SplittableRandom random)
      throws IOException {
    int at = 0;
    int chunkMax = random.nextBoolean() ? 100 : 100_000;
    for (int chunks = 0; at < bytes.length; chunks++) {
      // Some hundred small chunks are enough; the rest may go at once.
      int count =
          chunks > 300
              ? bytes.length - at
              : Math.min(bytes.length - at, 1 + random.nextInt(chunkMax));
      client.send(Arrays.copyOfRange(bytes, at, at + count));
      at += count;
    }
  }
}
