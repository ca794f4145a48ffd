package io.haulm.engine.keyspace;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A command that is being run: its words, its client, where its reply goes, and what it may do. */
public final class Call extends KeyWriter {
  private static final double MILLIS_PER_SECOND = 1000;

  private final KeyspaceClient client;
  private final CommandTable.Found command;
  private final byte[][] argv;
  private final ReplySink reply;
  private final Origin origin;
  private @Nullable BlockRequest blockRequest;

  /** Where a command comes from. */
  public enum Origin {
    /** A connection, by itself. */
    CLIENT,
    /** A transaction that is executed. */
    TRANSACTION,
    /** A script. */
    SCRIPT,
    /** A client that was blocked, and for which the command is run again. */
    AGAIN
  }

  /**
   * What a handler asks for that has to wait.
   *
   * @param keys any of which may bring what is waited for
   * @param type clients are woken only for values of this type
   * @param wakesWhenGone true when the command is to be run again also if the key goes or gets
   *     another type, because it is refused then
   * @param deadlineMillis when to give up; {@link Long#MAX_VALUE} for never
   * @param timedOut tells the reply of having waited in vain
   */
  record BlockRequest(
      List<byte[]> keys,
      KeyType type,
      boolean wakesWhenGone,
      long deadlineMillis,
      Consumer<ReplySink> timedOut) {}

  Call(
      Keyspace keyspace,
      KeyspaceClient client,
      long nowMillis,
      CommandTable.Found command,
      byte[][] argv,
      ReplySink reply,
      Origin origin) {
    super(keyspace, keyspace.database(client.database()), nowMillis);
    this.client = client;
    this.command = command;
    this.argv = argv;
    this.reply = reply;
    this.origin = origin;
  }

  /** Whose command it is. */
  public KeyspaceClient client() {
    return client;
  }

  /** What is known of the command. */
  public CommandSpec spec() {
    return command.spec();
  }

  /** Where the reply goes. */
  public ReplySink reply() {
    return reply;
  }

  /** Where the command comes from. */
  public Origin origin() {
    return origin;
  }

  /** How many words there are, the command's name included. */
  public int count() {
    return argv.length;
  }

  /** A word; 0 is the command's name. A handler may keep it, nobody changes it. */
  public byte[] arg(int place) {
    return argv[place];
  }

  /** All words; not to be changed. */
  public byte[][] argv() {
    return argv;
  }

  /**
   * Says a word in other words, for a command that waits: what was relative to the present moment
   * must mean the same when the command is run again.
   */
  public void replace(int place, byte[] word) {
    argv[place] = word;
  }

  /** A word as text. */
  public String text(int place) {
    return Words.text(argv[place]);
  }

  /** True when the word is this keyword, whatever its case. */
  public boolean is(int place, String keyword) {
    return Words.is(argv[place], keyword);
  }

  /**
   * A word as a whole number.
   *
   * @throws RefusedException when it is none
   */
  public long integer(int place) {
    return Numbers.parseLong(argv[place]);
  }

  /**
   * A word as a whole number in a range.
   *
   * @param refusal the reply when it is a number outside of the range
   */
  public long integer(int place, long min, long max, String refusal) {
    long value = integer(place);
    if (value < min || value > max) {
      throw new RefusedException(refusal);
    }
    return value;
  }

  /**
   * A word as a whole number in a range, for the commands that refuse other words in the same way.
   *
   * @param refusal the reply when it is no number, or one outside of the range
   */
  public long integerOrRefuse(int place, long min, long max, String refusal) {
    OptionalLong value = Numbers.tryParseLong(argv[place]);
    if (value.isEmpty() || value.getAsLong() < min || value.getAsLong() > max) {
      throw new RefusedException(refusal);
    }
    return value.getAsLong();
  }

  /**
   * A word as a number with a fraction.
   *
   * @throws RefusedException when it is none
   */
  public double number(int place) {
    return Numbers.parseDouble(argv[place]);
  }

  /**
   * A word as the timeout of a blocking command, in seconds with a fraction; 0 waits for ever.
   *
   * @return the deadline; {@link Long#MAX_VALUE} for never
   */
  public long deadlineOfSeconds(int place) {
    double seconds =
        Numbers.tryParseWide(argv[place])
            .orElseThrow(() -> new RefusedException("ERR timeout is not a float or out of range"));
    if (seconds < 0) {
      throw new RefusedException("ERR timeout is negative");
    }
    double millis = Math.ceil(seconds * MILLIS_PER_SECOND);
    if (millis > (double) (Long.MAX_VALUE - nowMillis())) {
      throw new RefusedException("ERR timeout is out of range");
    }
    return millis == 0 ? Long.MAX_VALUE : nowMillis() + (long) millis;
  }

  /** The refusal of a command with a wrong number of words. */
  public RefusedException wrongArity() {
    return new RefusedException(CommandTable.wrongArity(command.spec()));
  }

  /**
   * Sets when a key expires, and says so to those who listen. A time that is past deletes the key.
   *
   * @param expireMillis milliseconds since 1970
   */
  public void expireAt(KeyEntry entry, long expireMillis) {
    if (expireMillis <= nowMillis()) {
      delete(entry);
      notify(EventClass.GENERIC, "del", entry.name());
    } else {
      setExpiry(entry, expireMillis);
      notify(EventClass.GENERIC, "expire", entry.name());
    }
  }

  /** Lets a key not expire any more, and says so to those who listen. */
  public void persist(KeyEntry entry) {
    setExpiry(entry, KeyEntry.NEVER);
    notify(EventClass.GENERIC, "persist", entry.name());
  }

  /** True when the command may wait; otherwise it has to answer at once as if time were up. */
  public boolean mayBlock() {
    return origin == Origin.CLIENT || origin == Origin.AGAIN;
  }

  /**
   * Waits: when one of the keys is signalled ready, the command is run again from its beginning. A
   * handler that calls this tells no reply. If the command may not wait, the reply of having waited
   * in vain is told at once.
   *
   * @param deadlineMillis when to give up; {@link Long#MAX_VALUE} for never. Ignored when the
   *     command is run again: the first deadline holds
   * @param timedOut tells the reply of having waited in vain
   */
  public void block(
      List<byte[]> keys, KeyType type, long deadlineMillis, Consumer<ReplySink> timedOut) {
    request(new BlockRequest(keys, type, false, deadlineMillis, timedOut));
  }

  /** The same, but the command is also run again when a key goes or gets another type. */
  public void blockUntilGone(
      List<byte[]> keys, KeyType type, long deadlineMillis, Consumer<ReplySink> timedOut) {
    request(new BlockRequest(keys, type, true, deadlineMillis, timedOut));
  }

  private void request(BlockRequest request) {
    if (mayBlock()) {
      blockRequest = request;
    } else {
      request.timedOut().accept(reply);
    }
  }

  @Nullable BlockRequest blockRequest() {
    return blockRequest;
  }

  /** The command, with its counters. */
  public CommandTable.Found command() {
    return command;
  }
}
