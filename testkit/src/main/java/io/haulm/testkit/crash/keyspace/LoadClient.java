package io.haulm.testkit.crash.keyspace;

import io.haulm.testkit.crash.Outcome;
import io.haulm.testkit.crash.keyspace.RespConnection.Answer;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A client that adds, reads, acknowledges, pushes and pops in random order until its server dies.
 */
final class LoadClient implements Runnable {
  static final String STREAM = "crash-stream";
  static final String GROUP = "crash-group";
  static final String LIST = "crash-list";
  static final String FIELD = "tag";

  private static final int PADDING_BYTES_MAX = 1500;

  private final int port;
  private final String name;
  private final SplittableRandom random;
  private final Books books;
  private int tags;

  /**
   * A client.
   *
   * @param name begins each of its tags; no other client may have it
   */
  LoadClient(int port, String name, SplittableRandom random, Books books) {
    this.port = port;
    this.name = name;
    this.random = random;
    this.books = books;
  }

  @Override
  public void run() {
    try (RespConnection connection = new RespConnection(port)) {
      while (true) {
        switch (random.nextInt(4)) {
          case 0 -> add(connection);
          case 1 -> work(connection);
          case 2 -> push(connection);
          default -> pop(connection);
        }
        books.confirmed();
      }
    } catch (IOException _) {
      // The server was killed; what was under way is in the books as unknown.
    }
  }

  private String newTag() {
    return name + "-" + tags++ + "-" + "x".repeat(random.nextInt(PADDING_BYTES_MAX));
  }

  private void add(RespConnection connection) throws IOException {
    String tag = newTag();
    books.added.put(tag, Outcome.UNKNOWN);
    Answer answer = connection.ask("XADD", STREAM, "*", FIELD, tag);
    books.added.put(tag, outcome(answer));
  }

  private void push(RespConnection connection) throws IOException {
    String tag = newTag();
    books.pushed.put(tag, Outcome.UNKNOWN);
    books.pushed.put(tag, outcome(connection.ask("LPUSH", LIST, tag)));
  }

  private void pop(RespConnection connection) throws IOException {
    books.unansweredPops.incrementAndGet();
    Answer answer = connection.ask("BRPOP", LIST, "0.05");
    books.unansweredPops.decrementAndGet();
    if (answer instanceof Answer.Row(List<Answer> parts)) {
      books.popped.merge(text(parts.get(1)), 1, Integer::sum);
    }
  }

  private void work(RespConnection connection) throws IOException {
    books.unansweredReads.incrementAndGet();
    Answer answer =
        connection.ask(
            "XREADGROUP",
            "GROUP",
            GROUP,
            name,
            "COUNT",
            "1",
            "BLOCK",
            "50",
            "STREAMS",
            STREAM,
            ">");
    books.unansweredReads.decrementAndGet();
    if (!(answer instanceof Answer.Row(List<Answer> streams))) {
      return;
    }
    List<Answer> entry = row(row(row(streams.getFirst()).get(1)).getFirst());
    String tag = text(row(entry.get(1)).get(1));
    books.delivered.merge(tag, 1, Integer::sum);
    if (random.nextInt(4) != 0) {
      books.acknowledged.put(tag, Outcome.UNKNOWN);
      Answer acknowledged = connection.ask("XACK", STREAM, GROUP, text(entry.getFirst()));
      books.acknowledged.put(tag, outcome(acknowledged));
    }
  }

  private static Outcome outcome(Answer answer) {
    return answer instanceof Answer.Text ? Outcome.OK : Outcome.REFUSED;
  }

  static List<Answer> row(Answer answer) {
    if (answer instanceof Answer.Row(List<Answer> parts)) {
      return parts;
    }
    throw new IllegalStateException("several parts were expected, not " + answer);
  }

  static String text(Answer answer) {
    if (answer instanceof Answer.Text(String text)) {
      return text;
    }
    throw new IllegalStateException("text was expected, not " + answer);
  }
}
