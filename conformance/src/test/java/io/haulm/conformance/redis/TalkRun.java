package io.haulm.conformance.redis;

import io.haulm.conformance.Escapes;
import io.haulm.conformance.Polling;
import io.haulm.conformance.Transcript;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds the conversation of a {@link Talk} with one server and writes down what it says.
 *
 * <p>It never sleeps to see whether something more comes. After each step it knows who is owed a
 * reply; it waits until each reply is there, or until the server says that exactly those who are
 * owed one are blocked. A subscriber, who may be told something at any time, is asked for a sign of
 * life: what was told to it before stands before that.
 *
 * <p>What only time brings may come before anybody has looked who is blocked. It is written at the
 * step that waits for it, whenever it came: so its place does not depend on the machine's speed.
 */
final class TalkRun {

  private static final Pattern ENTRY = Pattern.compile("\\{id (\\d+)\\}");
  private static final Pattern CLIENT = Pattern.compile("\\{client (\\w+)\\}");

  private final RedisServer server;
  private final RedisObserver observer;
  private final boolean isSubject;
  private final ReplyNormaliser normaliser;
  private final Transcript.Builder transcript = new Transcript.Builder();
  private final TreeMap<String, TalkParty> parties = new TreeMap<>();
  private final LinkedBlockingQueue<TalkParty.Arrival> arrivals = new LinkedBlockingQueue<>();
  private @Nullable TalkStep next;

  private TalkRun(
      RedisServer server, RedisObserver observer, ReplyNormaliser normaliser, boolean isSubject) {
    this.server = server;
    this.normaliser = normaliser;
    this.observer = observer;
    this.isSubject = isSubject;
  }

  /**
   * Holds a conversation and leaves the server without anything of it.
   *
   * @param isSubject whether the server must give the replies written down by hand
   */
  static Transcript hold(Talk talk, RedisServer server, RedisObserver observer, boolean isSubject) {
    // What a difference is that nobody decided on, only a written conversation can tell.
    boolean isWritten = talk.lines().stream().anyMatch(line -> !line.byHand().isEmpty());
    var run = new TalkRun(server, observer, new ReplyNormaliser(!isWritten), isSubject);
    try {
      for (int i = 0; i < talk.lines().size(); i++) {
        Talk.Line line = talk.lines().get(i);
        run.next = i + 1 < talk.lines().size() ? talk.lines().get(i + 1).step() : null;
        run.transcript.step(line.text());
        run.perform(line.step());
        run.writeReplies(line.byHand());
      }
      run.transcript.step("(the end)");
      run.parties.values().forEach(run::awaitSignOfLife);
      run.parties.values().forEach(TalkParty::noteEnd);
      run.writeReplies(List.of());
    } catch (AssertionError e) {
      run.next = null;
      run.writeReplies(List.of());
      run.transcript.breakOff(String.valueOf(e.getMessage()));
    } finally {
      run.parties.values().forEach(TalkParty::close);
    }
    run.sweep();
    return run.transcript.build();
  }

  private void sweep() {
    try {
      observer.sweep();
    } catch (AssertionError e) {
      transcript.breakOff("cannot sweep up: " + e.getMessage());
    }
  }

  private void perform(TalkStep step) {
    switch (step) {
      case TalkStep.Command command -> command(command);
      case TalkStep.Raw raw -> raw(raw);
      case TalkStep.Close close -> close(close.party());
      case TalkStep.AwaitEnd end -> awaitEnd(end.party());
      case TalkStep.AwaitReply await -> awaitReply(party(await.party()));
      case TalkStep.AwaitState await -> awaitState(await);
    }
  }

  private TalkParty party(String name) {
    return parties.computeIfAbsent(name, _ -> new TalkParty(server, arrivals));
  }

  private void command(TalkStep.Command command) {
    TalkParty party = party(command.party());
    if (command.unlessWaiting() && party.repliesDue() > 0) {
      transcript.add("  (skipped: it waits)");
      return;
    }
    party.send(words(command.line()), command.answered());
    settle();
  }

  private List<String> words(String line) {
    String named =
        ENTRY
            .matcher(line)
            .replaceAll(m -> quoted(normaliser.entryId(Integer.parseInt(m.group(1)))));
    return Words.split(CLIENT.matcher(named).replaceAll(m -> quoted(party(m.group(1)).clientId())));
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private void raw(TalkStep.Raw raw) {
    party(raw.party()).sendRaw(Escapes.expand(raw.payload(), String::valueOf), raw.replies());
    settle();
  }

  private void close(String name) {
    party(name).close();
    parties.remove(name);
    observer.awaitOthers(parties.values().stream().filter(party -> !party.hasEnded()).count());
    settle();
  }

  private void awaitEnd(String name) {
    takeUntil("the server does not close", () -> party(name).hasEnded());
    party(name).noteEnd();
  }

  private void awaitReply(TalkParty party) {
    int before = party.repliesDue();
    if (before == 0) {
      if (!party.hasWaited()) {
        throw new AssertionError("it waits for nothing");
      }
      return;
    }
    takeUntil(
        "the reply that time should bring does not come",
        () -> party.hasEnded() || party.repliesDue() < before);
    settle();
  }

  private void awaitState(TalkStep.AwaitState await) {
    TalkParty party = party(await.party());
    Polling.untilTrue(
        () -> "it never gives " + await.wanted(),
        () -> {
          party.send(words(await.line()), true);
          settle();
          return party.takeLastUnwritten().equals(await.wanted());
        });
  }

  /** Waits until all who are owed a reply have it or are blocked, and subscribers know all. */
  private void settle() {
    takeUntil("a reply that is due does not come", this::isSettled);
    parties.values().stream().filter(TalkParty::isListener).forEach(this::awaitSignOfLife);
  }

  private boolean isSettled() {
    long owed = parties.values().stream().filter(TalkParty::isOwed).count();
    return owed == 0 || (observer.areBlocked(owed) && arrivals.isEmpty());
  }

  private void awaitSignOfLife(TalkParty party) {
    if (party.canGiveSign()) {
      party.askForSign();
      takeUntil("no sign of life", () -> party.hasEnded() || !party.owesSign());
    }
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
    for (var arrival = poll(patienceMillis); arrival != null; arrival = poll(0)) {
      arrival.party().received(arrival, normaliser);
    }
  }

  private TalkParty.@Nullable Arrival poll(long millis) {
    try {
      return arrivals.poll(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while waiting for a reply", e);
    }
  }

  /** Whether the next step waits for what this party is told. */
  private boolean isForNextStep(String name, TalkParty party) {
    return switch (next) {
      case TalkStep.AwaitReply await -> await.party().equals(name);
      case TalkStep.AwaitState _ -> party.isListener();
      case null, default -> false;
    };
  }

  /** Writes by name of the party: the order between connections is chance. */
  private void writeReplies(List<Talk.ByHand> byHand) {
    Map<String, List<String>> wanted =
        byHand.stream()
            .collect(
                Collectors.groupingBy(
                    Talk.ByHand::party,
                    Collectors.mapping(Talk.ByHand::reply, Collectors.toList())));
    parties.forEach((name, party) -> {
      if (isForNextStep(name, party)) {
        return;
      }
      List<String> said = party.takeUnwritten();
      // The original is not asked where Haulm differs on purpose.
      List<String> shown = isSubject ? said : wanted.getOrDefault(name, said);
      shown.forEach(reply -> transcript.add("  " + name + "< " + reply));
    });
  }
}
