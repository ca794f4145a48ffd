package io.haulm.server.beanstalk;

import io.haulm.engine.JobBody;
import io.haulm.engine.Reply;
import io.haulm.server.shard.Output;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes replies as beanstalkd words them. One for a whole face: it keeps nothing between calls.
 */
final class ReplyWriter {
  private static final byte[] END = ascii("\r\n");
  private static final byte[] INSERTED = ascii("INSERTED ");
  private static final byte[] RESERVED = ascii("RESERVED ");
  private static final byte[] FOUND = ascii("FOUND ");
  private static final byte[] WATCHING = ascii("WATCHING ");
  private static final byte[] KICKED = ascii("KICKED ");
  private static final byte[] USING = ascii("USING ");
  private static final byte[] OK = ascii("OK ");

  private static final Map<Reply.Plain, byte[]> PLAIN = plain();
  private static final Map<Refusal, byte[]> REFUSALS = refusals();

  /**
   * A number of 64 bits has 20 digits at most, and a reply has two with what stands around them.
   */
  private static final int LINE_BYTES_MAX = 64;

  private final StatsYaml yaml;
  private final byte[] line = new byte[LINE_BYTES_MAX];

  ReplyWriter(StatsYaml yaml) {
    this.yaml = yaml;
  }

  /** Refusals that the face itself decides on. */
  enum Refusal {
    BAD_FORMAT,
    UNKNOWN_COMMAND,
    EXPECTED_CRLF,
    JOB_TOO_BIG
  }

  void write(Output out, Refusal refusal) {
    out.buffer().writeBytes(REFUSALS.get(refusal));
  }

  void write(Output out, Reply reply) {
    switch (reply) {
      case Reply.Plain plain -> out.buffer().writeBytes(PLAIN.get(plain));
      case Reply.Inserted(var jobId) -> writeNumber(out.buffer(), INSERTED, jobId);
      case Reply.Reserved(var jobId, var body) -> writeJob(out, RESERVED, jobId, body);
      case Reply.Found(var jobId, var body) -> writeJob(out, FOUND, jobId, body);
      case Reply.Using(var tube) -> writeUsing(out.buffer(), tube);
      case Reply.Watching(var count) -> writeNumber(out.buffer(), WATCHING, count);
      case Reply.Kicked(var count) -> writeNumber(out.buffer(), KICKED, count);
      case Reply.Tubes(var names) -> writeYaml(out.buffer(), yaml.list(names));
      case Reply.JobStats stats -> writeYaml(out.buffer(), yaml.job(stats));
      case Reply.TubeStats stats -> writeYaml(out.buffer(), yaml.tube(stats));
      case Reply.EngineStats stats -> writeYaml(out.buffer(), yaml.server(stats));
    }
  }

  private void writeNumber(ByteBuf out, byte[] word, long number) {
    int length = putWord(word);
    length = putNumber(length, number);
    length = putEnd(length);
    out.writeBytes(line, 0, length);
  }

  private void writeJob(Output out, byte[] word, long jobId, JobBody body) {
    int length = putWord(word);
    length = putNumber(length, jobId);
    line[length++] = ' ';
    length = putNumber(length, body.bytes());
    length = putEnd(length);
    out.buffer().writeBytes(line, 0, length);
    out.addBody(body);
    out.buffer().writeBytes(END);
  }

  private static void writeUsing(ByteBuf out, String tube) {
    out.writeBytes(USING);
    out.writeBytes(tube.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(END);
  }

  private void writeYaml(ByteBuf out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    writeNumber(out, OK, bytes.length);
    out.writeBytes(bytes);
    out.writeBytes(END);
  }

  private int putWord(byte[] word) {
    System.arraycopy(word, 0, line, 0, word.length);
    return word.length;
  }

  private int putEnd(int at) {
    line[at] = '\r';
    line[at + 1] = '\n';
    return at + 2;
  }

  private int putNumber(int at, long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = at + digits - 1; i >= at; i--) {
      line[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    return at + digits;
  }

  private static Map<Reply.Plain, byte[]> plain() {
    Map<Reply.Plain, byte[]> texts = new EnumMap<>(Reply.Plain.class);
    for (Reply.Plain reply : Reply.Plain.values()) {
      String word = reply == Reply.Plain.JOB_KICKED ? "KICKED" : reply.name();
      texts.put(reply, ascii(word + "\r\n"));
    }
    // These two are no answers to a client.
    texts.put(Reply.Plain.SEND_BODY, new byte[0]);
    texts.put(Reply.Plain.WAITING, new byte[0]);
    return texts;
  }

  private static Map<Refusal, byte[]> refusals() {
    Map<Refusal, byte[]> texts = new EnumMap<>(Refusal.class);
    for (Refusal refusal : Refusal.values()) {
      texts.put(refusal, ascii(refusal.name() + "\r\n"));
    }
    return texts;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
