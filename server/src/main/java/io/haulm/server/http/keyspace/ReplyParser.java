package io.haulm.server.http.keyspace;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the replies of the Redis face, RESP2, as their bytes come.
 *
 * <p>Of a reply that is too large the rest is read but not kept: the first {@code keptBytesMax}
 * bytes of each reply are, a part's frame counting {@value #PART_BYTES}.
 */
final class ReplyParser {
  private static final int PART_BYTES = 16;
  private static final int LINE_BYTES_MAX = 64 * 1024;
  private static final int LINE_END_BYTES = 2;

  private final long keptBytesMax;
  private final Consumer<RedisReply> whole;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ArrayDeque<Open> open = new ArrayDeque<>();
  private long keptBytes;

  // A bulk string that has begun: its length, how much of it has yet to come, and what is kept.
  private long bulkLength;
  private long bulkLeft = -1;
  private final ByteArrayOutputStream bulk = new ByteArrayOutputStream();

  /** An array that has begun. */
  private static final class Open {
    private final long count;
    private final List<RedisReply> parts = new ArrayList<>();
    private long left;

    Open(long count) {
      this.count = count;
      this.left = count;
    }
  }

  /** A parser that gives away each reply that is complete. */
  ReplyParser(long keptBytesMax, Consumer<RedisReply> whole) {
    this.keptBytesMax = keptBytesMax;
    this.whole = whole;
  }

  /** Reads what has come. */
  void read(ByteBuf bytes) {
    while (bytes.isReadable()) {
      if (bulkLeft >= 0) {
        readBulk(bytes);
      } else {
        readLine(bytes);
      }
    }
  }

  private void readBulk(ByteBuf bytes) {
    // The line's end behind the bytes is left out of what is kept.
    long ofBody = Math.max(0, bulkLeft - LINE_END_BYTES);
    int taken = (int) Math.min(bulkLeft, bytes.readableBytes());
    int kept = (int) Math.min(Math.min(taken, ofBody), Math.max(0, keptBytesMax - keptBytes));
    byte[] part = new byte[kept];
    bytes.readBytes(part);
    bulk.writeBytes(part);
    keptBytes += kept;
    bytes.skipBytes(taken - kept);
    bulkLeft -= taken;
    if (bulkLeft == 0) {
      bulkLeft = -1;
      byte[] body = bulk.toByteArray();
      bulk.reset();
      add(new RedisReply.Bytes(body, bulkLength));
    }
  }

  private void readLine(ByteBuf bytes) {
    int end = bytes.indexOf(bytes.readerIndex(), bytes.writerIndex(), (byte) '\n');
    int length = (end < 0 ? bytes.writerIndex() : end + 1) - bytes.readerIndex();
    byte[] part = new byte[length];
    bytes.readBytes(part);
    line.writeBytes(part);
    if (line.size() > LINE_BYTES_MAX) {
      throw new IllegalStateException("broken invariant: a line of a reply is short");
    }
    if (end >= 0) {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      begin(text.charAt(0), text.substring(1, text.length() - LINE_END_BYTES));
    }
  }

  private void begin(char kind, String rest) {
    switch (kind) {
      case '+' -> add(new RedisReply.Status(rest));
      case '-' -> add(new RedisReply.Failure(rest));
      case ':' -> add(new RedisReply.Whole(Long.parseLong(rest)));
      case '$' -> {
        bulkLength = Long.parseLong(rest);
        if (bulkLength < 0) {
          add(RedisReply.Nil.NIL);
        } else {
          bulkLeft = bulkLength + LINE_END_BYTES;
        }
      }
      case '*' -> {
        long count = Long.parseLong(rest);
        if (count < 0) {
          add(RedisReply.Nil.NIL);
        } else if (count == 0) {
          add(new RedisReply.Many(List.of(), 0));
        } else {
          open.push(new Open(count));
        }
      }
      default -> throw new IllegalStateException("broken invariant: RESP2 has no kind " + kind);
    }
  }

  private void add(RedisReply reply) {
    RedisReply told = reply;
    @Nullable Open array = open.peek();
    while (array != null) {
      keptBytes += PART_BYTES;
      if (keptBytes <= keptBytesMax || array.parts.isEmpty()) {
        array.parts.add(told);
      }
      array.left--;
      if (array.left > 0) {
        return;
      }
      open.pop();
      told = new RedisReply.Many(List.copyOf(array.parts), array.count);
      array = open.peek();
    }
    keptBytes = 0;
    whole.accept(told);
  }
}
