package io.haulm.server.http.tubes;

import io.haulm.engine.JobRow;
import io.haulm.engine.JobState;
import io.haulm.server.shard.Connection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A job as the API tells it in lists. */
record JobShown(
    long id,
    String tube,
    String state,
    long priority,
    long ageMillis,
    long createdMillis,
    long sinceMillis,
    long delayMillis,
    long ttrMillis,
    long timeLeftMillis,
    long untilMillis,
    long reserves,
    long timeouts,
    long releases,
    long buries,
    long kicks,
    int bodyBytes,
    String preview,
    @Nullable Holder holder) {
  /** How many characters of a body a list shows. */
  static final int PREVIEW_CHARS = 200;

  /** Who has reserved it. */
  record Holder(String address, long connection) {}

  /** A job with the beginning of its body as it may be shown. */
  static JobShown of(JobRow row, long nowMillis, byte[] maskedBody) {
    return new JobShown(
        row.id(),
        row.tube(),
        word(row.state()),
        row.priority(),
        Math.max(0, nowMillis - row.createdMillis()),
        row.createdMillis(),
        row.sinceMillis(),
        row.delayMillis(),
        row.ttrMillis(),
        row.untilMillis() == 0 ? 0 : Math.max(0, row.untilMillis() - nowMillis),
        row.untilMillis(),
        Integer.toUnsignedLong(row.counts().reserves()),
        Integer.toUnsignedLong(row.counts().timeouts()),
        Integer.toUnsignedLong(row.counts().releases()),
        Integer.toUnsignedLong(row.counts().buries()),
        Integer.toUnsignedLong(row.counts().kicks()),
        row.body().bytes(),
        preview(maskedBody),
        row.holder() instanceof Connection holder
            ? new Holder(holder.address().toString(), holder.number())
            : null);
  }

  private static String word(JobState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** The first characters, with a dot for each that cannot be seen. */
  private static String preview(byte[] body) {
    StringBuilder preview = new StringBuilder();
    new String(body, StandardCharsets.UTF_8)
        .codePoints()
        .limit(PREVIEW_CHARS)
        .map(c ->
            c == '\uFFFD' || (Character.isISOControl(c) && !Character.isWhitespace(c)) ? '·' : c)
        .forEach(preview::appendCodePoint);
    return preview.toString();
  }
}
