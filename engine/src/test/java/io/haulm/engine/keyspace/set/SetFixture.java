package io.haulm.engine.keyspace.set;

import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.KeyspaceFixture;
import io.haulm.engine.keyspace.Value;
import io.haulm.engine.keyspace.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A keyspace for tests about members, which are plain words there: replies come without the quotes
 * around bytes.
 */
public final class SetFixture {
  /** The keyspace with its clients and facts. */
  public final KeyspaceFixture whole;

  /** An empty keyspace. */
  public SetFixture() {
    this(new KeyspaceFixture());
  }

  private SetFixture(KeyspaceFixture whole) {
    this.whole = whole;
  }

  /** What was written by this one, read back by another one. */
  public SetFixture restarted() {
    return new SetFixture(whole.restarted());
  }

  /** Runs a command; its reply without quotes. */
  public String run(String command) {
    return plain(whole.run(command));
  }

  /** A reply without quotes. */
  public static String plain(String reply) {
    return reply.replace("\"", "");
  }

  /** The elements of a reply that is an array or a set of words. */
  public static List<String> elements(String reply) {
    String inner = reply.substring(reply.indexOf('[') + 1, reply.length() - 1);
    return inner.isEmpty() ? List.of() : Arrays.asList(inner.split(", "));
  }

  /** How many facts there are. */
  public int facts() {
    return whole.log.facts.size();
  }

  /** What a key holds. */
  public Value value(String name) {
    KeyEntry entry = whole.keyspace.writer(whole.now, 0).peek(Words.bytes(name));
    return Objects.requireNonNull(entry, name).value();
  }
}
