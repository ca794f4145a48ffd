package io.haulm.conformance.redis;

import io.haulm.conformance.Polling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** One connection of a conversation: what it asked for, what it was told, and what it is owed. */
final class TalkParty implements AutoCloseable {

  private static final String SIGN = "{sign of life}";

  private static final Set<String> SUBSCRIPTIONS =
      Set.of(
          "SUBSCRIBE", "PSUBSCRIBE", "SSUBSCRIBE", "UNSUBSCRIBE", "PUNSUBSCRIBE", "SUNSUBSCRIBE");

  /** What RESP2 sends to subscribers looks like any other array. */
  private static final Set<String> TOLD =
      Set.of(
          "message",
          "pmessage",
          "smessage",
          "subscribe",
          "psubscribe",
          "ssubscribe",
          "unsubscribe",
          "punsubscribe",
          "sunsubscribe");

  private final RedisConnection connection;
  private final String clientId;
  private final ArrayDeque<List<String>> due = new ArrayDeque<>();
  private final List<List<String>> queued = new ArrayList<>();
  private final List<String> unwritten = new ArrayList<>();
  private boolean inTransaction;
  private boolean isListener;
  private boolean owesSign;
  private boolean ended;
  private boolean endNoted;
  private long sentNanos;
  private long heardNanos;

  /** Something that came, to whom, and when. */
  record Arrival(TalkParty party, Reply reply, long nanos) {}

  TalkParty(RedisServer server, Collection<Arrival> arrivals) {
    var first = new CompletableFuture<Reply>();
    connection =
        new RedisConnection(
            server.address(),
            reply -> {
              if (!first.complete(reply)) {
                arrivals.add(new Arrival(this, reply, System.nanoTime()));
              }
            });
    connection.send(RedisConnection.encode(List.of("CLIENT", "ID")));
    clientId = first.join().content();
  }

  /** The number that the server gave to this connection. */
  String clientId() {
    return clientId;
  }

  /** Sends a command. */
  void send(List<String> words, boolean answered) {
    String name = words.isEmpty() ? "" : words.getFirst().toUpperCase(Locale.ROOT);
    if (SUBSCRIPTIONS.contains(name) && !inTransaction) {
      isListener = true;
    } else if (answered) {
      due.add(words);
    }
    sentNanos = System.nanoTime();
    connection.send(RedisConnection.encode(words));
  }

  /** Sends bytes that are answered by so many replies. */
  void sendRaw(String bytes, int replies) {
    for (int i = 0; i < replies; i++) {
      due.add(List.of());
    }
    sentNanos = System.nanoTime();
    connection.send(bytes);
  }

  /** Notes what arrived. */
  void received(Arrival arrival, ReplyNormaliser normaliser) {
    Reply reply = arrival.reply();
    heardNanos = arrival.nanos();
    if (reply.equals(RedisConnection.END)) {
      ended = true;
    } else if (owesSign && isSign(reply)) {
      owesSign = false;
    } else if (isTold(reply)) {
      unwritten.add(normaliser.normalise(List.of(), reply).shown());
    } else {
      List<String> command = due.isEmpty() ? List.of("(none)") : due.remove();
      unwritten.add(answer(command, reply, normaliser).shown());
    }
  }

  private static boolean isSign(Reply reply) {
    return reply.content().equals(SIGN)
        || (reply.parts().size() == 2 && reply.parts().getLast().content().equals(SIGN));
  }

  private boolean isTold(Reply reply) {
    return reply instanceof Reply.Aggregate all
        && (all.kind() == '>' || (isListener && TOLD.contains(all.items().getFirst().content())));
  }

  private Reply answer(List<String> command, Reply reply, ReplyNormaliser normaliser) {
    String name = ReplyNormaliser.name(command);
    boolean refused = reply.is('-');
    if (name.equals("EXEC") && reply instanceof Reply.Aggregate results) {
      inTransaction = false;
      return results.with(resultsOfTransaction(results, normaliser));
    }
    if (name.equals("MULTI") && !refused) {
      inTransaction = true;
      queued.clear();
    } else if (Set.of("EXEC", "DISCARD", "RESET").contains(name)) {
      inTransaction &= refused && !reply.content().startsWith("EXECABORT");
    } else if (reply.content().equals("QUEUED")) {
      queued.add(command);
    }
    return normaliser.normalise(command, reply);
  }

  private List<Reply> resultsOfTransaction(Reply.Aggregate results, ReplyNormaliser normaliser) {
    var normal = new ArrayList<Reply>();
    for (int i = 0; i < results.items().size(); i++) {
      List<String> command = i < queued.size() ? queued.get(i) : List.of();
      normal.add(normaliser.normalise(command, results.items().get(i)));
    }
    return normal;
  }

  /** How many replies are due. */
  int repliesDue() {
    return due.size();
  }

  /** Whether a reply is due that may still come. */
  boolean isOwed() {
    return !due.isEmpty() && !ended;
  }

  /** Whether what it was told last, and has not written yet, took time. */
  boolean hasWaited() {
    return !unwritten.isEmpty() && heardNanos - sentNanos >= Polling.WAIT_NANOS_MIN;
  }

  /** Whether the server may tell it something at any time. */
  boolean isListener() {
    return isListener;
  }

  /** Whether it may ask for a sign of life without disturbing the conversation. */
  boolean canGiveSign() {
    return due.isEmpty() && !inTransaction && !ended;
  }

  /** Asks the server for a sign of life, which stands behind all that it said before. */
  void askForSign() {
    owesSign = true;
    connection.send(RedisConnection.encode(List.of("PING", SIGN)));
  }

  /** Whether that sign is still to come. */
  boolean owesSign() {
    return owesSign;
  }

  /** Whether the server has closed the connection. */
  boolean hasEnded() {
    return ended;
  }

  /** Writes down that the server has closed the connection; once, and not before it is asked. */
  void noteEnd() {
    if (ended && !endNoted) {
      endNoted = true;
      unwritten.add(RedisConnection.END.shown());
    }
  }

  /** What it was told since the last time this was asked. */
  List<String> takeUnwritten() {
    List<String> taken = List.copyOf(unwritten);
    unwritten.clear();
    return taken;
  }

  /** The last it was told, which then counts as never said. */
  String takeLastUnwritten() {
    return unwritten.removeLast();
  }

  @Override
  public void close() {
    connection.close();
  }
}
