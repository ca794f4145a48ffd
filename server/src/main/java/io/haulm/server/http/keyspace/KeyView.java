package io.haulm.server.http.keyspace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key holds, or a page of it.
 *
 * @param value by type: a {@link Text}, a list of texts, of {@link Pair}s, of {@link Scored}; of a
 *     stream nothing, its entries are told elsewhere
 * @param cursor where the next page begins; null at the end
 */
record KeyView(
    String key,
    String key64,
    String type,
    long ttlMillis,
    String encoding,
    long length,
    long memoryBytes,
    @Nullable Object value,
    @Nullable String cursor) {
  /** Most bytes of a string that are told. */
  static final int TEXT_BYTES_MAX = 64 * 1024;

  /** A string. */
  record Text(@Nullable String text, String base64, boolean truncated) {}

  /** A field of a hash. */
  record Pair(String field, String value) {}

  /** A member of a sorted set. */
  record Scored(String member, Object score) {}

  private record Content(@Nullable Object value, @Nullable String cursor) {}

  static KeyView of(CommandRunner.Session session, byte[] name, long cursor, int limit) {
    KeyFacts facts =
        KeyFacts.of(session, name).orElseThrow(() -> CommandRunner.problem("ERR no such key"));
    Content content =
        switch (facts.type()) {
          case "string" -> text(session, name);
          case "list" -> range(session, name, cursor, limit, facts.length());
          case "zset" -> scored(session, name, cursor, limit, facts.length());
          case "set", "hash" -> scanned(session, name, cursor, limit, facts.type());
          default -> new Content(null, null);
        };
    return new KeyView(
        facts.key(),
        facts.key64(),
        facts.type(),
        facts.ttlMillis(),
        session.run(CommandRunner.words("OBJECT", "ENCODING", name)).shown(),
        facts.length(),
        facts.memoryBytes(),
        content.value(),
        content.cursor());
  }

  private static Content text(CommandRunner.Session session, byte[] name) {
    byte[] bytes = session.run(CommandRunner.words("GETRANGE", name, 0, TEXT_BYTES_MAX)).bytes();
    boolean isCut = bytes.length > TEXT_BYTES_MAX;
    byte[] shown = isCut ? Arrays.copyOf(bytes, TEXT_BYTES_MAX) : bytes;
    return new Content(
        new Text(ByteText.utf8(shown).orElse(null), ByteText.base64(shown), isCut), null);
  }

  private static Content range(
      CommandRunner.Session session, byte[] name, long from, int limit, long length) {
    Told told = session.run(CommandRunner.words("LRANGE", name, from, from + limit - 1));
    List<String> parts = told.parts().stream().map(Told::shown).toList();
    return new Content(parts, next(from + limit, length));
  }

  private static Content scored(
      CommandRunner.Session session, byte[] name, long from, int limit, long length) {
    Told told =
        session.run(CommandRunner.words("ZRANGE", name, from, from + limit - 1, "WITHSCORES"));
    List<Scored> members = new ArrayList<>();
    for (Told pair : told.parts()) {
      Object score =
          pair.parts().get(1) instanceof Told.Fraction(var number) ? ByteText.finite(number) : 0;
      members.add(new Scored(pair.parts().getFirst().shown(), score));
    }
    return new Content(members, next(from + limit, length));
  }

  private static Content scanned(
      CommandRunner.Session session, byte[] name, long cursor, int limit, String type) {
    String command = type.equals("set") ? "SSCAN" : "HSCAN";
    Told told =
        session.run(
            CommandRunner.words(command, name, Long.toUnsignedString(cursor), "COUNT", limit));
    List<Told> found = told.parts().get(1).parts();
    String next = told.parts().getFirst().shown();
    List<Object> parts = new ArrayList<>();
    int step = type.equals("set") ? 1 : 2;
    for (int i = 0; i + step <= found.size(); i += step) {
      String first = found.get(i).shown();
      parts.add(step == 1 ? first : new Pair(first, found.get(i + 1).shown()));
    }
    return new Content(parts, next.equals("0") ? null : next);
  }

  private static @Nullable String next(long from, long length) {
    return from < length ? Long.toString(from) : null;
  }
}
