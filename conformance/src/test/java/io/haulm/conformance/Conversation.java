package io.haulm.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds the conversation of a {@link Script} with one server and writes down what it says.
 *
 * <p>It never sleeps to see whether something more comes. After each step it knows who is owed a
 * reply; it waits until each reply is there, or until the server says that exactly those who are
 * owed one wait in a reserve.
 *
 * <p>What only time brings may come before anybody has looked who waits. It is written at the step
 * that waits for it, whenever it came: so its place does not depend on the machine's speed.
 */
final class Conversation {

  private final TestServer server;
  private final Observer observer;
  private final int bodyBytesMax;
  private final Normaliser normaliser;
  private final Transcript.Builder transcript = new Transcript.Builder();
  private final TreeMap<String, Party> parties = new TreeMap<>();
  private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final long putsBefore;
  private int putsOfTheGone;
  private @Nullable Step next;

  private Conversation(TestServer server, Observer observer, int bodyBytesMax) {
    this.server = server;
    this.observer = observer;
    this.bodyBytesMax = bodyBytesMax;
    this.normaliser = new Normaliser(observer);
    this.putsBefore = observer.stat("cmd-put");
  }

  private record Arrival(Party party, String reply, long nanos) {}

  /** One connection. */
  private static final class Party {
    final Client client;
    final RepliesDue due;
    final List<String> unwritten = new ArrayList<>();
    boolean ended;
    long sentNanos;
    long heardNanos;

    Party(Conversation conversation) {
      due = new RepliesDue(conversation.bodyBytesMax);
      var arrivals = conversation.arrivals;
      client =
          new Client(
              conversation.server.address(),
              reply -> arrivals.add(new Arrival(this, reply, System.nanoTime())));
    }

    void send(String bytes) {
      due.sent(bytes);
      sentNanos = System.nanoTime();
      client.send(bytes);
    }

    /** Whether what it was told last, and has not written yet, took time. */
    boolean hasWaited() {
      return !unwritten.isEmpty() && heardNanos - sentNanos >= Polling.WAIT_NANOS_MIN;
    }
  }

  /** Holds a conversation and leaves the server without connections and jobs of it. */
  static Transcript hold(Script script, TestServer server, Observer observer, int bodyBytesMax) {
    var conversation = new Conversation(server, observer, bodyBytesMax);
    try {
      for (int i = 0; i < script.steps().size(); i++) {
        conversation.next = i + 1 < script.steps().size() ? script.steps().get(i + 1) : null;
        conversation.perform(script.steps().get(i));
      }
      conversation.end();
    } catch (AssertionError e) {
      conversation.next = null;
      conversation.writeReplies();
      conversation.transcript.breakOff(String.valueOf(e.getMessage()));
    } finally {
      conversation.parties.values().forEach(party -> party.client.close());
    }
    return conversation.transcript.build();
  }

  private void perform(Step step) {
    transcript.step(step.text());
    switch (step) {
      case Step.Send send -> send(send);
      case Step.Close close -> close(close.party());
      case Step.HalfClose halfClose -> halfClose(halfClose.party());
      case Step.AwaitReply await -> awaitReply(party(await.party()));
      case Step.AwaitState await -> awaitState(await);
    }
    writeReplies();
  }

  private void send(Step.Send send) {
    Party party = party(send.party());
    if (send.unlessWaiting() && party.due.count() > 0) {
      transcript.add("  (skipped: it waits)");
      return;
    }
    String bytes = Escapes.expand(send.payload(), normaliser::jobId);
    party.send(bytes);
    settle();
    if (party.due.isInBody()) {
      // Others must not be heard before the server has seen the head of this put.
      int puts = parties.values().stream().mapToInt(p -> p.due.putsCounted()).sum();
      observer.awaitStat("cmd-put", putsBefore + putsOfTheGone + puts);
    }
  }

  private Party party(String name) {
    return parties.computeIfAbsent(name, _ -> new Party(this));
  }

  private void close(String name) {
    Party party = party(name);
    party.client.close();
    forget(name, party);
    settle();
  }

  private void halfClose(String name) {
    Party party = party(name);
    party.client.halfClose();
    takeUntil("not closed by the server", () -> party.ended);
    writeReplies();
    party.client.close();
    forget(name, party);
    settle();
  }

  private void forget(String name, Party party) {
    parties.remove(name);
    putsOfTheGone += party.due.putsCounted();
    observer.awaitStat("current-connections", 1L + liveParties());
  }

  private long liveParties() {
    return parties.values().stream().filter(party -> !party.ended).count();
  }

  /** Waits until all who are owed a reply, or an end, have it or wait in a reserve. */
  private void settle() {
    takeUntil("a reply that is due does not come", this::isSettled);
  }

  private boolean isSettled() {
    if (parties.values().stream().anyMatch(p -> p.due.isEndNext() && !p.ended)) {
      return false;
    }
    List<Party> owed =
        parties.values().stream().filter(p -> p.due.count() > 0 && !p.ended).toList();
    return owed.isEmpty()
        || (owed.stream().allMatch(p -> p.due.nextMayBlock())
            && observer.stat("current-waiting") == owed.size());
  }

  private void awaitReply(Party party) {
    int before = party.due.count();
    if (before == 0) {
      if (!party.hasWaited()) {
        throw new AssertionError("it waits for nothing");
      }
      return;
    }
    takeUntil(
        "the reply that time should bring does not come",
        () -> {
          parties.values().forEach(this::nudge);
          return party.ended || party.due.count() < before;
        });
    settle();
  }

  private void awaitState(Step.AwaitState await) {
    Party party = party(await.party());
    String id = Escapes.expand(await.job(), normaliser::jobId);
    Polling.untilTrue(
        () -> "the job never becomes " + await.state(),
        () -> {
          if (observer.jobIs(id, await.state())) {
            return true;
          }
          nudge(party);
          return false;
        });
    settle();
  }

  /** Makes the server look at the connection, by a command that no statistic counts. */
  private void nudge(Party party) {
    if (party.due.count() > 0 || party.due.isInBody() || party.ended) {
      return;
    }
    String nudge = "kick-job 0\r\n";
    party.send(nudge);
    settle();
    party.unwritten.remove("NOT_FOUND");
  }

  /** Takes what arrives until the condition holds. */
  private void takeUntil(String failure, BooleanSupplier condition) {
    long deadlineNanos = System.nanoTime() + Polling.PATIENCE.toNanos();
    take(0);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadlineNanos > 0) {
        throw new AssertionError(failure);
      }
      take(1);
    }
  }

  /** Takes what has arrived, or what comes first within the time. */
  private void take(long patienceMillis) {
    for (Arrival arrival = poll(patienceMillis); arrival != null; arrival = poll(0)) {
      if (arrival.reply().equals(Client.END)) {
        arrival.party().ended = true;
      } else {
        arrival.party().due.received();
      }
      arrival.party().heardNanos = arrival.nanos();
      arrival.party().unwritten.add(arrival.reply());
    }
  }

  private @Nullable Arrival poll(long millis) {
    try {
      return arrivals.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a reply", e);
    }
  }

  /** Writes by name of the party: the order between connections is chance. */
  private void writeReplies() {
    parties.forEach((name, party) -> {
      if (next instanceof Step.AwaitReply await && await.party().equals(name)) {
        return;
      }
      for (String reply : party.unwritten) {
        transcript.add("  " + name + "< " + Escapes.show(normaliser.normalise(reply)));
      }
      party.unwritten.clear();
    });
  }

  /** Closes what is open in a way that shows each reply too many, and deletes the jobs. */
  private void end() {
    transcript.step("(the end)");
    for (String name : List.copyOf(parties.keySet())) {
      halfClose(name);
    }
    for (String id : normaliser.jobIds()) {
      observer.delete(id);
    }
  }
}
