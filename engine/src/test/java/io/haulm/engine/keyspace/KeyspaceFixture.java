package io.haulm.engine.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.engine.keyspace.list.ListChange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A keyspace whose time is a number, whose facts are kept in a list, and whose clients speak and
 * hear text.
 *
 * <p>{@link #run(String)} takes a command as one would type it: words between spaces; a word in
 * double quotes may have spaces, {@code \n}, {@code \r}, {@code \"}, {@code \\} and {@code \xNN}.
 * What comes back is described at {@link RecordingSink}.
 */
public final class KeyspaceFixture {
  /** What {@link Client#run} says when the client waits. */
  public static final String BLOCKED = "blocked";

  /** Where this keyspace's facts go. */
  public final RecordingFacts log = new RecordingFacts();

  /** The keyspace. */
  public final Keyspace keyspace;

  /** Now. Tests set it as they like, but never back. */
  public long now = 1_700_000_000_000L;

  private final Client first;

  /** A connection. */
  public final class Client implements KeyspaceClient.Owner {
    /** What it has been told. */
    public final RecordingSink sink = new RecordingSink();

    /** The keyspace's side of it. */
    public final KeyspaceClient client = keyspace.connect(this);

    /** How often it was told that it waits no longer. */
    public int wakeUps;

    private Client() {}

    /** Runs a command: its reply, or {@link #BLOCKED}. */
    public String run(String command) {
      return run(words(command));
    }

    /** The same with ready-made words. */
    public String run(byte[][] argv) {
      keyspace.submit(now, client, argv);
      if (client.isBlocked()) {
        return BLOCKED;
      }
      String reply = sink.takeOne();
      if (reply == null) {
        throw new AssertionError("no reply");
      }
      return reply;
    }

    /** All it has been told since it last ran a command or was asked this. */
    public List<String> heard() {
      return sink.take();
    }

    @Override
    public ReplySink replies() {
      return sink;
    }

    @Override
    public void unblocked() {
      wakeUps++;
    }
  }

  /** An empty keyspace. */
  public KeyspaceFixture() {
    this(new KeyspaceOptions(1L << 40, 7));
  }

  /** An empty keyspace with options. */
  public KeyspaceFixture(KeyspaceOptions options) {
    keyspace = new Keyspace(options, log);
    first = new Client();
  }

  /** A keyspace that recovered what this one has logged, at the same time. */
  public KeyspaceFixture restarted() {
    KeyspaceFixture other = new KeyspaceFixture();
    other.now = now;
    other.log.recover(log, other.keyspace);
    return other;
  }

  /** A new connection. */
  public Client connect() {
    return new Client();
  }

  /** Runs a command on a connection that is always there. */
  public String run(String command) {
    return first.run(command);
  }

  /** Runs several commands, and gives the reply of the last one. */
  public String runAll(String... commands) {
    String reply = "";
    for (String command : commands) {
      reply = run(command);
    }
    return reply;
  }

  /**
   * A conversation that must go like this: on each line a command and, behind {@code =>}, its
   * reply.
   */
  public void talk(String conversation) {
    for (String line : conversation.strip().split("\n", -1)) {
      int arrow = line.lastIndexOf(" => ");
      assertThat(run(line.substring(0, arrow))).as(line).isEqualTo(line.substring(arrow + 4));
    }
  }

  /** Lets time go by, and everything happen that falls due meanwhile. */
  public void pass(long millis) {
    now += millis;
    var _ = keyspace.advance(now, Integer.MAX_VALUE);
  }

  /** Publishes events of all kinds from now on, to channels of events. */
  public Client listener() {
    keyspace.notifier().configure(java.util.EnumSet.allOf(EventClass.class), false, true);
    Client listener = connect();
    var _ = listener.run("PSUBSCRIBE __key*__:*");
    return listener;
  }

  /**
   * What a {@link #listener} heard since it was last asked: {@code "set a"}, or {@code "1:set a"}
   * for a database other than 0. New keys and misses are left out.
   */
  public static List<String> events(Client listener) {
    List<String> events = new ArrayList<>();
    for (String message : listener.heard()) {
      String[] parts = message.split("\"", -1);
      String channel = parts[5];
      String database = channel.replaceAll(".*@(\\d+)__:.*", "$1");
      String event = channel.substring(channel.indexOf(':') + 1);
      if (!event.equals("new") && !event.equals("keymiss")) {
        events.add((database.equals("0") ? "" : database + ":") + event + " " + parts[7]);
      }
    }
    return events;
  }

  /** All keys of all databases with type, expiry and what a rewrite would tell, by name. */
  public Map<String, String> dump() {
    Map<String, String> all = new TreeMap<>();
    for (int i = 0; i < Keyspace.DATABASES; i++) {
      int number = i;
      keyspace
          .database(number)
          .keys
          .forEach(
              entry -> all.put(number + ":" + RecordingSink.quoted(entry.name()), describe(entry)));
    }
    return all;
  }

  private static String describe(KeyEntry entry) {
    StringBuilder text = new StringBuilder(entry.value().type().word());
    text.append(" id ").append(entry.id()).append(" until ").append(entry.expireMillis());
    text.append(':');
    Sweep sweep = entry.value().sweep();
    for (KeyChange slice = sweep.next(); slice != null; slice = sweep.next()) {
      text.append(' ').append(Described.of(plain(slice)));
    }
    return text.toString();
  }

  // Of a row of one element the step says nothing.
  private static KeyChange plain(KeyChange slice) {
    return slice instanceof ListChange.Row(long first, long _, byte[][] elements)
            && elements.length == 1
        ? new ListChange.Row(first, 0, elements)
        : slice;
  }

  /** The words of a command. */
  public static byte[][] words(String command) {
    List<byte[]> words = new ArrayList<>();
    int at = 0;
    while (at < command.length()) {
      if (command.charAt(at) == ' ') {
        at++;
        continue;
      }
      ByteArrayOutputStream word = new ByteArrayOutputStream();
      at = command.charAt(at) == '"' ? quoted(command, at + 1, word) : bare(command, at, word);
      words.add(word.toByteArray());
    }
    return words.toArray(byte[][]::new);
  }

  private static int bare(String command, int start, ByteArrayOutputStream word) {
    int end = command.indexOf(' ', start);
    int until = end < 0 ? command.length() : end;
    word.writeBytes(command.substring(start, until).getBytes(StandardCharsets.UTF_8));
    return until;
  }

  private static int quoted(String command, int start, ByteArrayOutputStream word) {
    int at = start;
    while (command.charAt(at) != '"') {
      if (command.charAt(at) != '\\') {
        word.writeBytes(command.substring(at, at + 1).getBytes(StandardCharsets.UTF_8));
        at++;
        continue;
      }
      char escaped = command.charAt(at + 1);
      switch (escaped) {
        case 'n' -> word.write('\n');
        case 'r' -> word.write('\r');
        case 'x' -> word.write(Integer.parseInt(command.substring(at + 2, at + 4), 16));
        default -> word.write(escaped);
      }
      at += escaped == 'x' ? 4 : 2;
    }
    return at + 1;
  }
}
