package io.haulm.engine.keyspace.string;

import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.ExpireTime;
import io.haulm.engine.keyspace.KeyEntry;
import io.haulm.engine.keyspace.RefusedException;
import java.util.EnumSet;
import java.util.Set;

/** The words behind the key and value of SET, or behind the key of GETEX. */
final class SetOptions {
  /** What may be said. */
  enum Word {
    NX,
    XX,
    GET,
    KEEPTTL,
    PERSIST,
    EX,
    PX,
    EXAT,
    PXAT
  }

  private static final Set<Word> TIMES = EnumSet.of(Word.EX, Word.PX, Word.EXAT, Word.PXAT);
  // Each of these says what becomes of the time at which the key expires.
  private static final Set<Word> ABOUT_EXPIRY =
      EnumSet.of(Word.EX, Word.PX, Word.EXAT, Word.PXAT, Word.KEEPTTL, Word.PERSIST);

  /** What SET understands. */
  static final Set<Word> OF_SET = EnumSet.complementOf(EnumSet.of(Word.PERSIST));

  /** What GETEX understands. */
  static final Set<Word> OF_GETEX =
      EnumSet.of(Word.PERSIST, Word.EX, Word.PX, Word.EXAT, Word.PXAT);

  private final Set<Word> said = EnumSet.noneOf(Word.class);
  private int timePlace;

  /**
   * Reads the options.
   *
   * @param first the place of the first one
   * @throws RefusedException when one is unknown, or two contradict each other
   */
  static SetOptions of(Call call, int first, Set<Word> understood) {
    SetOptions options = new SetOptions();
    for (int i = first; i < call.count(); i++) {
      Word word = find(call, i, understood);
      if (options.contradicts(word)) {
        throw new RefusedException(RefusedException.SYNTAX);
      }
      options.said.add(word);
      if (TIMES.contains(word)) {
        options.timePlace = ++i;
      }
    }
    if (options.timePlace >= call.count()) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    return options;
  }

  boolean has(Word word) {
    return said.contains(word);
  }

  /**
   * When the key expires, or {@link KeyEntry#NEVER} when nothing was said about it.
   *
   * @throws RefusedException when what was said is no number or out of range
   */
  long expireMillis(Call call) {
    for (Word word : TIMES) {
      if (said.contains(word)) {
        return ExpireTime.valueOf(word.name()).positiveMillis(call, timePlace);
      }
    }
    return KeyEntry.NEVER;
  }

  private static Word find(Call call, int place, Set<Word> understood) {
    for (Word word : understood) {
      if (call.is(place, word.name())) {
        return word;
      }
    }
    throw new RefusedException(RefusedException.SYNTAX);
  }

  // A word may be repeated; then the last one counts.
  private boolean contradicts(Word word) {
    if (ABOUT_EXPIRY.contains(word)) {
      return said.stream().anyMatch(other -> ABOUT_EXPIRY.contains(other) && other != word);
    }
    return (word == Word.NX && has(Word.XX)) || (word == Word.XX && has(Word.NX));
  }
}
