package io.haulm.engine.keyspace;

import org.jspecify.annotations.Nullable;

/**
 * Looks at the keys of one database at one moment, and makes changes: each is told to the fact log,
 * made, and made known to those who watch the key.
 */
public sealed class KeyWriter permits Call {
  private final Keyspace keyspace;
  private final Database database;
  private final long nowMillis;

  KeyWriter(Keyspace keyspace, Database database, long nowMillis) {
    this.keyspace = keyspace;
    this.database = database;
    this.nowMillis = nowMillis;
  }

  /** The keyspace. */
  public final Keyspace keyspace() {
    return keyspace;
  }

  /** The number of the database. */
  public final int databaseNumber() {
    return database.number;
  }

  /** The time. */
  public final long nowMillis() {
    return nowMillis;
  }

  /** Where random choices come from. */
  public final Chance chance() {
    return keyspace.chance();
  }

  /** The same for another database, 0 to {@link Keyspace#DATABASES} exclusive. */
  public final KeyWriter in(int number) {
    return new KeyWriter(keyspace, keyspace.database(number), nowMillis);
  }

  /** The key of this name; null when there is none, or when it has expired. */
  public final @Nullable KeyEntry find(byte[] name) {
    KeyEntry entry = peek(name);
    if (entry == null) {
      keyspace.stats().misses++;
      keyspace.notifier().tell(database.number, EventClass.KEY_MISS, "keymiss", name);
    } else {
      keyspace.stats().hits++;
      entry.accessed(nowMillis);
    }
    return entry;
  }

  /**
   * The key of this name, if it holds this type; null when there is none.
   *
   * @throws RefusedException when it holds another type
   */
  public final @Nullable KeyEntry find(byte[] name, KeyType type) {
    KeyEntry entry = find(name);
    if (entry != null && entry.value.type() != type) {
      throw new RefusedException(RefusedException.WRONG_TYPE);
    }
    return entry;
  }

  /** The same as {@link #find(byte[])}, without counting as an access. */
  public final @Nullable KeyEntry peek(byte[] name) {
    KeyEntry entry = database.keys.find(name);
    return entry == null || entry.dueMillis > nowMillis ? entry : meetDue(entry);
  }

  // What fell due by now must not be seen any more, even if nobody has come round to it yet.
  private @Nullable KeyEntry meetDue(KeyEntry entry) {
    if (entry.isExpired(nowMillis)) {
      expire(entry);
      return null;
    }
    entry.value.timeCame(entry, this);
    return database.keys.find(entry.name());
  }

  /**
   * The same as {@link #find(byte[], KeyType)}, without counting as an access: for commands that
   * change the key, which then is an access by itself.
   *
   * @throws RefusedException when it holds another type
   */
  public final @Nullable KeyEntry peek(byte[] name, KeyType type) {
    KeyEntry entry = peek(name);
    if (entry != null && entry.value.type() != type) {
      throw new RefusedException(RefusedException.WRONG_TYPE);
    }
    return entry;
  }

  /**
   * Makes a key with an empty value and the first change to it, as one fact.
   *
   * @param name must not be in use
   */
  public final KeyEntry create(byte[] name, Value empty, KeyChange first) {
    KeyEntry entry = keyspace.ledger().create(database, name, empty, KeyEntry.NEVER, first);
    made(entry);
    return entry;
  }

  /**
   * Puts a whole value under a name, in place of what it held.
   *
   * @param value taken over
   * @param expireMillis when it expires, or {@link KeyEntry#NEVER}
   */
  public final KeyEntry put(byte[] name, Value value, long expireMillis) {
    KeyEntry existing = peek(name);
    if (existing == null) {
      KeyEntry entry = keyspace.ledger().put(database, name, value, expireMillis);
      made(entry);
      return entry;
    }
    keyspace.ledger().replace(existing, value, expireMillis);
    existing.accessed(nowMillis);
    signalReady(name);
    database.touched(existing.name());
    return existing;
  }

  /** Makes a change to a key's value. */
  public final void change(KeyEntry entry, KeyChange change) {
    keyspace.ledger().change(entry, change);
    entry.accessed(nowMillis);
    if (change.isSeenByWatchers()) {
      database.touched(entry.name());
    }
  }

  /** Asks a value anew when something in it falls due, though it was not changed. */
  public final void timerChanged(KeyEntry entry) {
    keyspace.ledger().timerChanged(entry);
  }

  /** Sets when a key expires; {@link KeyEntry#NEVER} for not at all. */
  public final void setExpiry(KeyEntry entry, long expireMillis) {
    keyspace.ledger().setExpiry(entry, expireMillis);
    database.touched(entry.name());
  }

  /** Removes a key with what it holds. */
  public final void delete(KeyEntry entry) {
    keyspace.ledger().delete(entry);
    signalReady(entry.name());
    database.touched(entry.name());
  }

  /**
   * Removes a key whose last element is gone, and says so to those who listen.
   *
   * @return true when it was removed
   */
  public final boolean deleteIfEmpty(KeyEntry entry) {
    if (!entry.value.isEmpty()) {
      return false;
    }
    delete(entry);
    notify(EventClass.GENERIC, "del", entry.name());
    return true;
  }

  /**
   * Gives a key another name or another database.
   *
   * @param name must not be in use there
   * @return the key under its new name
   */
  public final KeyEntry move(KeyEntry entry, int toDatabase, byte[] name) {
    KeyEntry moved = keyspace.ledger().move(entry, toDatabase, name);
    signalReady(entry.name());
    database.touched(entry.name());
    in(toDatabase).made(moved);
    return moved;
  }

  /**
   * Refuses a command that needs so many bytes of memory at once that there are not enough left.
   *
   * @throws RefusedException when there are not enough
   */
  public final void checkRoom(long bytes) {
    keyspace.dispatcher().checkMemory(bytes);
  }

  /**
   * A key may now have what blocked clients wait for: their commands run again once the present
   * command has ended.
   */
  public final void signalReady(byte[] name) {
    keyspace.blocked().signal(database, name);
  }

  /** Tells those who listen for what happens to keys. */
  public final void notify(EventClass eventClass, String event, byte[] name) {
    keyspace.notifier().tell(database.number, eventClass, event, name);
  }

  final Database database() {
    return database;
  }

  final void expire(KeyEntry entry) {
    keyspace.stats().expired++;
    delete(entry);
    notify(EventClass.EXPIRED, "expired", entry.name());
  }

  private void made(KeyEntry entry) {
    entry.accessed(nowMillis);
    notify(EventClass.NEW, "new", entry.name());
    signalReady(entry.name());
    database.touched(entry.name());
  }
}
