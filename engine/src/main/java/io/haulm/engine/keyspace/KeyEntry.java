package io.haulm.engine.keyspace;

import io.haulm.engine.FactLog;
import io.haulm.engine.keyspace.table.ByteNode;
import org.jspecify.annotations.Nullable;

/** A key of a database with its value. */
public final class KeyEntry extends ByteNode {
  /** The {@link #expireMillis()} of a key that does not expire. */
  public static final long NEVER = 0;

  static final int NOWHERE = -1;
  private static final int BASE_BYTES = 88;
  private static final int MILLIS_PER_SECOND = 1000;

  final long id;
  int database;
  Value value;
  long expireMillis;

  /** Where the log holds the record that the key's facts begin with. */
  long position = FactLog.NOWHERE;

  int bodyBytes;

  /** The record that takes over once the sweep which it began is over. */
  long sweepPosition = FactLog.NOWHERE;

  int sweepBodyBytes;

  /** The sweep that is under way; null when there is none. */
  @Nullable Sweep sweep;

  /** What it counted for when the keyspace's bytes were last added up. */
  long countedBytes;

  /** What of that does not lie in the body of its record. */
  long countedNoteBytes;

  long dueMillis = Long.MAX_VALUE;
  int timerPlace = NOWHERE;
  private int accessedSeconds;

  KeyEntry(long id, int database, byte[] name, Value value, long expireMillis) {
    super(name);
    this.id = id;
    this.database = database;
    this.value = value;
    this.expireMillis = expireMillis;
  }

  /** By which facts name it, whatever it is called. */
  public long id() {
    return id;
  }

  /** Its name; not to be changed. */
  public byte[] name() {
    return key();
  }

  /** The number of its database. */
  public int database() {
    return database;
  }

  /** What it holds. */
  public Value value() {
    return value;
  }

  /** When it expires, or {@link #NEVER}. */
  public long expireMillis() {
    return expireMillis;
  }

  /** True when it has a time at which it expires. */
  public boolean isVolatile() {
    return expireMillis != NEVER;
  }

  /** About how many bytes of memory key and value take. */
  public long bytes() {
    return BASE_BYTES + key().length + value.bytes();
  }

  /** How long ago a command last looked at it, in seconds. */
  public long idleSeconds(long nowMillis) {
    return Math.max(0, nowMillis / MILLIS_PER_SECOND - accessedSeconds);
  }

  void accessed(long nowMillis) {
    accessedSeconds = (int) (nowMillis / MILLIS_PER_SECOND);
  }

  // A key is gone in the very millisecond at which it expires.
  boolean isExpired(long nowMillis) {
    return expireMillis != NEVER && nowMillis >= expireMillis;
  }

  long nextDueMillis() {
    long value = this.value.nextTimerMillis();
    return expireMillis == NEVER ? value : Math.min(value, expireMillis);
  }
}
