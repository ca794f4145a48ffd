package io.haulm.server.redis;

import io.haulm.engine.keyspace.Call;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A command as MONITOR shows it: time, database, client, and the words in quotes. */
final class MonitorLine {
  private static final long MILLIS_PER_SECOND = 1000;

  private MonitorLine() {}

  /** The line as a reply of the protocol. */
  static byte[] of(Call call) {
    StringBuilder line = new StringBuilder();
    String client =
        call.origin() == Call.Origin.SCRIPT ? "lua" : RedisConnection.of(call).profile().address();
    line.append('+')
        .append(
            String.format(
                Locale.ROOT,
                "%d.%06d",
                call.nowMillis() / MILLIS_PER_SECOND,
                call.nowMillis() % MILLIS_PER_SECOND * MILLIS_PER_SECOND))
        .append(" [")
        .append(call.client().database())
        .append(' ')
        .append(client)
        .append(']');
    for (byte[] word : call.argv()) {
      line.append(' ');
      quote(line, word);
    }
    return line.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void quote(StringBuilder line, byte[] word) {
    line.append('"');
    for (byte letter : word) {
      switch (letter) {
        case '\\', '"' -> line.append('\\').append((char) letter);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        case 7 -> line.append("\\a");
        case '\b' -> line.append("\\b");
        default -> {
          if (letter >= ' ' && letter <= '~') {
            line.append((char) letter);
          } else {
            line.append(String.format(Locale.ROOT, "\\x%02x", letter & 0xFF));
          }
        }
      }
    }
    line.append('"');
  }
}
