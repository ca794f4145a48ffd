package io.haulm.tasks;

import io.haulm.tasks.spi.IsoTimes;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times as options of a signature have them: ISO 8601 text, or seconds from now. */
final class Times {

  private Times() {}

  /** The time that a text names or that is so many seconds away; null when there is neither. */
  static @Nullable Instant later(Instant now, @Nullable Object absolute, @Nullable Object seconds) {
    if (absolute instanceof String text) {
      return IsoTimes.instant(text);
    }
    return seconds instanceof Number number ? now.plus(Seconds.toDuration(number)) : null;
  }

  static @Nullable Duration length(@Nullable Object seconds) {
    return seconds instanceof Number number ? Seconds.toDuration(number) : null;
  }
}
