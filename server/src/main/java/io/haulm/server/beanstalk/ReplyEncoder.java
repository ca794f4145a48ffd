package io.haulm.server.beanstalk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.haulm.engine.Check;
import io.haulm.engine.JobBody;
import io.haulm.engine.Reply;
import io.haulm.server.shard.Output;
import java.util.Arrays;

/** Writes replies. The commonest ones leave no garbage. */
final class ReplyEncoder {
  private static final byte[] CRLF = ascii("\r\n");
  private static final byte[] INSERTED = ascii("INSERTED ");
  private static final byte[] RESERVED = ascii("RESERVED ");
  private static final byte[] FOUND = ascii("FOUND ");
  private static final byte[] WATCHING = ascii("WATCHING ");
  private static final byte[] KICKED = ascii("KICKED ");

  private static final byte[][] PLAIN = plainLines();
  private static final byte[][] REFUSALS = refusalLines();

  /** The longest reply line that is put together here: a word and two numbers. */
  private static final int LINE_BYTES_MAX = 64;

  private final StatsYaml stats;
  private final byte[] line = new byte[LINE_BYTES_MAX];
  private int length;

  ReplyEncoder(StatsYaml stats) {
    this.stats = stats;
  }

  /** Answers what only the face can know. */
  void refuse(Refusal refusal, Output output) {
    byte[] bytes = REFUSALS[refusal.ordinal()];
    output.append(bytes, 0, bytes.length);
  }

  /** Answers what the engine said. */
  void encode(Reply reply, Output output) {
    switch (reply) {
      case Reply.Inserted(var jobId) -> numberLine(INSERTED, jobId, output);
      case Reply.Reserved(var jobId, var body) -> job(RESERVED, jobId, body, output);
      case Reply.Plain plain -> plain(plain, output);
      case Reply.Found(var jobId, var body) -> job(FOUND, jobId, body, output);
      case Reply.Using(var tube) -> text("USING " + tube + "\r\n", output);
      case Reply.Watching(var count) -> numberLine(WATCHING, count, output);
      case Reply.Kicked(var count) -> numberLine(KICKED, count, output);
      case Reply.Tubes(var names) -> document(stats.tubes(names), output);
      case Reply.JobStats job -> document(stats.job(job), output);
      case Reply.TubeStats tube -> document(stats.tube(tube), output);
      case Reply.EngineStats engine -> document(stats.server(engine), output);
    }
  }

  private static void plain(Reply.Plain plain, Output output) {
    byte[] bytes = PLAIN[plain.ordinal()];
    Check.invariant(bytes.length > 0, "only replies that answer something are sent");
    output.append(bytes, 0, bytes.length);
  }

  private void numberLine(byte[] word, long number, Output output) {
    begin(word);
    number(number);
    end(output);
  }

  private void job(byte[] word, long jobId, JobBody body, Output output) {
    begin(word);
    number(jobId);
    line[length++] = ' ';
    number(body.bytes());
    end(output);
    output.append(body);
    output.append(CRLF, 0, CRLF.length);
  }

  private static void document(String yaml, Output output) {
    text("OK " + yaml.length() + "\r\n" + yaml + "\r\n", output);
  }

  private static void text(String text, Output output) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    output.append(bytes, 0, bytes.length);
  }

  private void begin(byte[] word) {
    System.arraycopy(word, 0, line, 0, word.length);
    length = word.length;
  }

  private void number(long number) {
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      line[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private void end(Output output) {
    line[length++] = '\r';
    line[length++] = '\n';
    output.append(line, 0, length);
  }

  private static byte[][] plainLines() {
    Reply.Plain[] all = Reply.Plain.values();
    byte[][] lines = new byte[all.length][];
    for (Reply.Plain plain : all) {
      lines[plain.ordinal()] =
          switch (plain) {
            case SEND_BODY, WAITING -> new byte[0];
            case JOB_KICKED -> ascii("KICKED\r\n");
            case DRAINING,
                OUT_OF_MEMORY,
                DEADLINE_SOON,
                TIMED_OUT,
                NOT_FOUND,
                DELETED,
                RELEASED,
                BURIED,
                TOUCHED,
                PAUSED,
                NOT_IGNORED ->
                ascii(plain.name() + "\r\n");
          };
    }
    return lines;
  }

  private static byte[][] refusalLines() {
    return Arrays.stream(Refusal.values())
        .map(refusal -> ascii(refusal.name() + "\r\n"))
        .toArray(byte[][]::new);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
