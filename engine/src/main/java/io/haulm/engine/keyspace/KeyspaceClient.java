package io.haulm.engine.keyspace;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keyspace's side of one connection: its database, its transaction, what it watches, waits for
 * and is subscribed to. Made by {@link Keyspace#connect}.
 */
public final class KeyspaceClient {
  private static final int TIES_MIN = 16;

  private final Owner owner;
  final long id;
  private int database;

  /** The transaction that is being put together; null when there is none. */
  @Nullable Transaction transaction;

  final List<WatchedKey> watches = new ArrayList<>(0);
  boolean watchedHasChanged;

  /** What it waits for; null when it does not. */
  @Nullable Blocked blocked;

  final Subscriptions subscriptions = new Subscriptions();
  boolean isConnected = true;

  private final Set<Tie> ties = new LinkedHashSet<>();
  private int tiesLookedThroughAt = TIES_MIN;

  /** Who the client is to the outside. */
  public interface Owner {
    /** Where replies and messages go at any time. */
    ReplySink replies();

    /**
     * The client waits no longer, its reply has been told: its next commands can be given. The
     * keyspace must not be called from here.
     */
    void unblocked();
  }

  /** Something that ends with the connection. Two that are equal are one. */
  public interface Tie {
    /** The connection is gone. */
    void cut(Keyspace keyspace);

    /** True when there is nothing left that would have to end. */
    boolean isLoose();
  }

  /** A key in a database that a transaction depends on. */
  record WatchedKey(Database database, byte[] name) {}

  /** A command that waits. */
  record Blocked(Call call, Call.BlockRequest request, Database database, long serial) {}

  /** Commands that are kept until they are executed together. */
  static final class Transaction {
    final List<Queued> commands = new ArrayList<>();
    boolean isRefused;
  }

  /** A command of a transaction. */
  record Queued(CommandTable.Found command, byte[][] argv) {}

  KeyspaceClient(Owner owner, long id) {
    this.owner = owner;
    this.id = id;
  }

  /** Its number: the first client has 1. */
  public long id() {
    return id;
  }

  /** What was given to {@link Keyspace#connect}. */
  public Owner owner() {
    return owner;
  }

  /** The number of the database that it has selected. */
  public int database() {
    return database;
  }

  /** Selects a database, 0 to {@link Keyspace#DATABASES} exclusive. */
  public void select(int number) {
    database = number;
  }

  /** True while a command of it waits. */
  public boolean isBlocked() {
    return blocked != null;
  }

  /** True while a transaction is being put together. */
  public boolean isInTransaction() {
    return transaction != null;
  }

  /** How many commands are queued; -1 outside of a transaction. */
  public int queuedCommands() {
    Transaction open = transaction;
    return open == null ? -1 : open.commands.size();
  }

  /** How many keys it watches. */
  public int watchedKeys() {
    return watches.size();
  }

  /** True when a key that it watches has changed, so that its transaction will not be executed. */
  public boolean watchedHasChanged() {
    return watchedHasChanged;
  }

  /** What it is subscribed to. */
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** From now on this ends with the connection. */
  public void tie(Tie tie) {
    ties.add(tie);
    if (ties.size() > tiesLookedThroughAt) {
      ties.removeIf(Tie::isLoose);
      tiesLookedThroughAt = Math.max(TIES_MIN, ties.size() * 2);
    }
  }

  void cutTies(Keyspace keyspace) {
    ties.forEach(tie -> tie.cut(keyspace));
    ties.clear();
  }

  void forgetWatches() {
    for (WatchedKey watched : watches) {
      watched.database().unwatch(this, watched.name());
    }
    watches.clear();
    watchedHasChanged = false;
  }
}
