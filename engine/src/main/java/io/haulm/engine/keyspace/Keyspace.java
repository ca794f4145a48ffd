package io.haulm.engine.keyspace;

import io.haulm.engine.Check;
import io.haulm.engine.Fact;
import io.haulm.engine.FactLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The databases, and everything that is done to them: the engine's part that speaks Redis. */
public final class Keyspace {
  /** How many databases there are. */
  public static final int DATABASES = 16;

  /** How many different unknown commands are remembered by name. */
  public static final int UNKNOWN_NAMES_MAX = 128;

  private static final int UNKNOWN_NAME_CHARS_MAX = 64;

  /** Is told what comes to lists. */
  @FunctionalInterface
  public interface PushListener {
    /** Elements came to the list of this name in this database; nothing of it may be changed. */
    void pushed(int database, byte[] key, byte[][] elements);
  }

  private final Database[] databases = new Database[DATABASES];
  private final KeyLedger ledger;
  private final Chance chance;
  private final CommandTable commands = new CommandTable();
  private final BlockedClients blocked = new BlockedClients();
  private final PubSub pubSub;
  private final Notifier notifier;
  private final KeyspaceStats stats = new KeyspaceStats();
  private final Dispatcher dispatcher;
  private final KeyBrowser browser = new KeyBrowser(this);
  private final Map<String, Long> unknownCommands = new LinkedHashMap<>();
  private Observer observer = Observer.NONE;
  private PushListener pushListener = (_, _, _) -> {};
  private long lastClientId;

  /** An empty keyspace. */
  public Keyspace(KeyspaceOptions options, FactLog facts) {
    for (int i = 0; i < DATABASES; i++) {
      databases[i] = new Database(i, options.seed());
    }
    chance = new Chance(options.seed());
    pubSub = new PubSub(options.seed());
    notifier = new Notifier(pubSub);
    ledger = new KeyLedger(facts, databases, new DataTypes(options.seed()));
    dispatcher = new Dispatcher(this, commands, facts, options.bytesMax());
    DataTypes.register(commands);
  }

  /** All commands; a face adds its own before the first client comes. */
  public CommandTable commands() {
    return commands;
  }

  /** Who listens to which channels. */
  public PubSub pubSub() {
    return pubSub;
  }

  /** Publishes what happens to keys. */
  public Notifier notifier() {
    return notifier;
  }

  /** Counters. */
  public KeyspaceStats stats() {
    return stats;
  }

  /** Clients that wait. */
  public BlockedClients blocked() {
    return blocked;
  }

  /** Shows keys without changing them. */
  public KeyBrowser browser() {
    return browser;
  }

  /** From now on this one looks on. */
  public void observe(Observer newObserver) {
    observer = newObserver;
  }

  /**
   * From now on this one is told of what LPUSH and RPUSH bring, also within transactions and
   * scripts. Nobody can tell that it is there. It must be quick.
   */
  public void overhearPushesWith(PushListener newPushListener) {
    pushListener = newPushListener;
  }

  /** The one that is told of what comes to lists. */
  public PushListener pushListener() {
    return pushListener;
  }

  /** A new client; its database is 0. */
  public KeyspaceClient connect(KeyspaceClient.Owner owner) {
    return new KeyspaceClient(owner, ++lastClientId);
  }

  /** The client is gone. */
  public void disconnect(KeyspaceClient client) {
    Check.invariant(client.isConnected, "a client disconnects once");
    reset(client);
    client.isConnected = false;
    client.cutTies(this);
  }

  /** The client is as new: no transaction, nothing watched or subscribed to, database 0. */
  public void reset(KeyspaceClient client) {
    if (client.blocked != null) {
      var _ = blocked.release(client);
    }
    client.transaction = null;
    client.forgetWatches();
    pubSub.leave(client);
    client.select(0);
  }

  /**
   * Does what a client asks. The reply is told to its owner's {@link
   * KeyspaceClient.Owner#replies()}, unless the client {@linkplain KeyspaceClient#isBlocked() is
   * blocked} afterwards: then it is told later.
   *
   * @param argv at least one word; kept, so not to be changed any more
   */
  public void submit(long nowMillis, KeyspaceClient client, byte[][] argv) {
    Check.invariant(client.isConnected, "commands come from connected clients");
    Check.invariant(client.blocked == null, "a client that waits gives no commands");
    dispatcher.submit(nowMillis, client, argv);
  }

  /**
   * Runs a command as a part of another one: a script calls it. It does not block, and those who
   * wait for its keys are served when the outer one has ended. Arity and flags are the caller's
   * business.
   */
  public void runWithin(Call outer, CommandTable.Found command, byte[][] argv, ReplySink reply) {
    dispatcher.run(
        new Call(
            this, outer.client(), outer.nowMillis(), command, argv, reply, Call.Origin.SCRIPT));
  }

  /**
   * Refuses a command that needs more memory or disk when there is none left.
   *
   * @throws RefusedException when there is none left
   */
  public void checkRoom(CommandSpec spec) {
    dispatcher.checkRoom(spec);
  }

  /** Looks at and changes keys of a database, outside of a command. {@link #settle} must follow. */
  public KeyWriter writer(long nowMillis, int databaseNumber) {
    return new KeyWriter(this, database(databaseNumber), nowMillis);
  }

  /** Serves those who wait for what was done through a {@link #writer}. */
  public void settle(long nowMillis) {
    dispatcher.settle(nowMillis);
  }

  /**
   * Ends a client's wait.
   *
   * @param asTimeout true: with the reply of having waited in vain; false: with an error
   */
  public void unblock(KeyspaceClient client, boolean asTimeout) {
    KeyspaceClient.Blocked ended = blocked.release(client);
    ReplySink reply = client.owner().replies();
    if (asTimeout) {
      ended.request().timedOut().accept(reply);
    } else {
      reply.error("UNBLOCKED client unblocked via CLIENT UNBLOCK");
    }
    client.owner().unblocked();
  }

  /** When {@link #advance} next has something to do; {@link Long#MAX_VALUE} when never. */
  public long nextTimerMillis() {
    return Math.min(ledger.timers().firstDueMillis(), blocked.firstDeadlineMillis());
  }

  /**
   * Lets what fell due up to {@code nowMillis} happen, but at most {@code max} things.
   *
   * @return true when more is due
   */
  public boolean advance(long nowMillis, int max) {
    int done = 0;
    while (nextTimerMillis() <= nowMillis) {
      if (done == max) {
        return true;
      }
      advanceOne(nowMillis);
      done++;
    }
    return false;
  }

  private void advanceOne(long nowMillis) {
    KeyEntry entry = ledger.timers().first();
    if (entry != null && entry.dueMillis <= nowMillis) {
      KeyWriter writer = writer(nowMillis, entry.database());
      if (entry.isExpired(nowMillis)) {
        writer.expire(entry);
      } else {
        // A value with much to do does a part of it, stays due, and gets its next turn.
        entry.value().timeCame(entry, writer);
      }
      settle(nowMillis);
      return;
    }
    KeyspaceClient client = blocked.firstByDeadline();
    unblock(Check.present(client, "if no key is due, a client is"), true);
  }

  /** Asks a key's value anew when something in it falls due, though it was not changed. */
  public void timerChanged(long keyId) {
    ledger.timerChanged(keyId);
  }

  /** How many keys a database has. */
  public int size(int databaseNumber) {
    return database(databaseNumber).keys.size();
  }

  /** How many of them expire. */
  public int volatileKeys(int databaseNumber) {
    return database(databaseNumber).volatileKeys;
  }

  /** About how many bytes all keys and values take. */
  public long bytes() {
    return ledger.bytes();
  }

  /** About how many of these bytes do not lie in bodies of records that the log holds anyway. */
  public long noteBytes() {
    return ledger.noteBytes();
  }

  /**
   * How many keys clients are blocked on.
   *
   * @param alsoWhenGone count only those whose disappearance ends a wait
   */
  public long awaitedKeys(boolean alsoWhenGone) {
    long count = 0;
    for (Database database : databases) {
      count += alsoWhenGone ? database.awaitedAlsoWhenGone() : database.waiting.size();
    }
    return count;
  }

  /** How many changes were made since the start. */
  public long changes() {
    return ledger.changes();
  }

  /** Names of commands that clients tried and that do not exist here, with how often. */
  public Map<String, Long> unknownCommands() {
    return unknownCommands;
  }

  /** Takes a fact read back from the log, before the first client comes. */
  public void replay(Fact.KeyFact fact, long position, int bodyBytes) {
    ledger.replay(fact, position, bodyBytes);
  }

  /** True when the log's record of this key that is still needed is the one at this position. */
  public boolean holds(long keyId, long position) {
    return ledger.holds(keyId, position);
  }

  /**
   * Writes a key to the log anew, and lets go of its older record. A large one is written part by
   * part: this is to be called until it is done, and the key may change or go in between.
   *
   * @param bytesMax about how much may be written at once
   * @return true when it is done
   */
  public boolean rewrite(long keyId, long bytesMax) {
    return ledger.rewrite(keyId, bytesMax);
  }

  /** Tells all facts that are not about a key. */
  public void describe(Consumer<Fact> consumer) {
    consumer.accept(ledger.idsTaken());
  }

  /** Deletes all keys of a database. */
  void flush(int databaseNumber) {
    Database database = database(databaseNumber);
    if (!database.keys.isEmpty()) {
      database.touchAll(database);
      blocked.signalAll(database);
      ledger.flush(database);
    }
  }

  /** Lets two databases have each other's keys. */
  void swap(int first, int second) {
    Database one = database(first);
    Database other = database(second);
    if (one != other) {
      one.touchAll(other);
      other.touchAll(one);
      blocked.signalAll(one);
      blocked.signalAll(other);
      ledger.swap(first, second);
    }
  }

  Database database(int number) {
    return databases[number];
  }

  KeyLedger ledger() {
    return ledger;
  }

  Chance chance() {
    return chance;
  }

  Observer observer() {
    return observer;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  void unknownCommand(byte[][] argv) {
    stats.unknownCommands++;
    String name = Words.latin(argv[0], UNKNOWN_NAME_CHARS_MAX);
    if (unknownCommands.containsKey(name) || unknownCommands.size() < UNKNOWN_NAMES_MAX) {
      unknownCommands.merge(name, 1L, Long::sum);
    }
  }

  @Nullable KeyEntry anyKey(int databaseNumber) {
    Database database = database(databaseNumber);
    return database.keys.isEmpty() ? null : database.keys.random(chance);
  }
}
