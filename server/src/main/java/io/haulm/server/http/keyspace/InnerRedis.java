package io.haulm.server.http.keyspace;

import io.haulm.server.http.Problem;
import io.haulm.server.redis.RedisFace;
import io.haulm.server.shard.InnerChannel;
import io.haulm.server.shard.Shard;
import io.haulm.server.shard.ShardEndedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Has Redis commands run, for requests that came by HTTP, on a connection of the server with
 * itself. All requests share it, so no command may change what a connection keeps from one to the
 * next.
 */
public final class InnerRedis {
  /** So much of a reply is kept. */
  static final int REPLY_BYTES_MAX = 1 << 20;

  private static final long REPLY_MILLIS_MAX = 30_000;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final Shard shard;
  private final RedisFace face;

  // Both belong to the shard's thread.
  private @Nullable InnerChannel channel;
  private final ArrayDeque<Batch> waiting = new ArrayDeque<>();

  /** Commands of one request, and what was answered so far. */
  private record Batch(
      int count, List<RedisReply> replies, CompletableFuture<List<RedisReply>> done) {}

  /** Commands run on this shard, as this face understands them. */
  public InnerRedis(Shard shard, RedisFace face) {
    this.shard = shard;
    this.face = face;
  }

  /**
   * Runs commands in a database, one after the other with nothing between, and returns their
   * replies. Refusals are among them.
   *
   * @throws Problem when the server stops, or there is no reply for long
   */
  public List<RedisReply> run(int database, List<List<byte[]>> commands)
      throws InterruptedException {
    List<List<byte[]>> all = new ArrayList<>();
    all.add(words("SELECT", Integer.toString(database)));
    all.addAll(commands);
    Batch batch = new Batch(all.size(), new ArrayList<>(), new CompletableFuture<>());
    byte[] bytes = encoded(all);
    shard.execute(() -> send(batch, bytes));
    try {
      List<RedisReply> replies = batch.done.get(REPLY_MILLIS_MAX, TimeUnit.MILLISECONDS);
      return replies.subList(1, replies.size());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ShardEndedException) {
        throw new Problem(503, "stopping", "The server stops");
      }
      throw new Problem(413, "reply-too-large", "The reply is too large for a connection");
    } catch (TimeoutException e) {
      throw new Problem(503, "disk-slow", "The disk does not keep up; try again");
    }
  }

  /** Runs one command; a refusal is a problem. */
  public RedisReply run(int database, byte[]... command) throws InterruptedException {
    RedisReply reply = run(database, List.of(List.of(command))).getFirst();
    if (reply instanceof RedisReply.Failure(String message)) {
      throw refused(message);
    }
    return reply;
  }

  /** What a refusal of a command is to the caller. */
  static Problem refused(String message) {
    String code = message.split(" ", 2)[0];
    int status =
        switch (code) {
          case "OOM", "MISCONF" -> 507;
          case "WRONGTYPE", "NOGROUP", "BUSYGROUP", "BUSYKEY" -> 409;
          default -> 400;
        };
    return new Problem(status, "refused", message);
  }

  /** Words of a command. */
  public static List<byte[]> words(String... words) {
    List<byte[]> list = new ArrayList<>();
    for (String word : words) {
      list.add(bytes(word));
    }
    return list;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void send(Batch batch, byte[] bytes) {
    if (shard.failure().isDone()) {
      batch.done.completeExceptionally(new ShardEndedException());
      return;
    }
    waiting.add(batch);
    connected().send(bytes);
  }

  private InnerChannel connected() {
    InnerChannel present = channel;
    if (present == null || !present.isActive()) {
      ReplyParser parser = new ReplyParser(REPLY_BYTES_MAX, this::told);
      present = InnerChannel.open(face.inner(), parser::read);
      channel = present;
      var _ = present.closeFuture().addListener(_ -> ended());
    }
    return present;
  }

  private void told(RedisReply reply) {
    Batch first = waiting.getFirst();
    first.replies.add(reply);
    if (first.replies.size() == first.count) {
      waiting.removeFirst();
      first.done.complete(List.copyOf(first.replies));
    }
  }

  // The face cuts a connection off whose reply is beyond all bounds.
  private void ended() {
    List<Batch> left = List.copyOf(waiting);
    waiting.clear();
    left.forEach(batch ->
        batch.done.completeExceptionally(new IllegalStateException("the connection was cut off")));
  }

  private static byte[] encoded(List<List<byte[]>> commands) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (List<byte[]> command : commands) {
      header(bytes, '*', command.size());
      for (byte[] word : command) {
        header(bytes, '$', word.length);
        bytes.writeBytes(word);
        bytes.writeBytes(LINE_END);
      }
    }
    return bytes.toByteArray();
  }

  private static void header(ByteArrayOutputStream bytes, char kind, int number) {
    bytes.writeBytes((kind + Integer.toString(number)).getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(LINE_END);
  }
}
