package io.haulm.cli.top;

import java.io.IOException;
import org.jline.utils.NonBlockingReader;

/**
 * A key that was pressed.
 *
 * @param kind which one
 * @param character the character, if it is one; else 0
 */
record Key(Kind kind, int character) {
  /** The keys that mean something. */
  enum Kind {
    NONE,
    END_OF_INPUT,
    INTERRUPT,
    CHARACTER,
    ENTER,
    ESCAPE,
    TAB,
    ERASE,
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END
  }

  private static final Key NOTHING = new Key(Kind.NONE, 0);
  private static final int INTERRUPT_CHARACTER = 3;
  private static final int ESCAPE_CHARACTER = 27;
  private static final int ERASE_CHARACTER = 127;

  /** How long the rest of a sequence may be on its way. */
  private static final long SEQUENCE_MILLIS = 50;

  /** Waits for a key, but not longer than this. */
  static Key read(NonBlockingReader reader, long waitMillis) throws IOException {
    int first = reader.read(waitMillis);
    return switch (first) {
      case NonBlockingReader.READ_EXPIRED -> NOTHING;
      case NonBlockingReader.EOF -> of(Kind.END_OF_INPUT);
      case INTERRUPT_CHARACTER -> of(Kind.INTERRUPT);
      case '\r', '\n' -> of(Kind.ENTER);
      case '\t' -> of(Kind.TAB);
      case '\b', ERASE_CHARACTER -> of(Kind.ERASE);
      case ESCAPE_CHARACTER -> sequence(reader);
      default -> first < ' ' ? NOTHING : new Key(Kind.CHARACTER, first);
    };
  }

  static Key of(Kind kind) {
    return new Key(kind, 0);
  }

  static Key of(char character) {
    return new Key(Kind.CHARACTER, character);
  }

  private static Key sequence(NonBlockingReader reader) throws IOException {
    int second = reader.read(SEQUENCE_MILLIS);
    if (second != '[' && second != 'O') {
      return of(Kind.ESCAPE);
    }
    int third = reader.read(SEQUENCE_MILLIS);
    if (Character.isDigit(third)) {
      // ESC [ 5 ~
      int last = third;
      while (last != '~' && last >= 0) {
        last = reader.read(SEQUENCE_MILLIS);
      }
    }
    return switch (third) {
      case 'A' -> of(Kind.UP);
      case 'B' -> of(Kind.DOWN);
      case 'H', '1', '7' -> of(Kind.HOME);
      case 'F', '4', '8' -> of(Kind.END);
      case '5' -> of(Kind.PAGE_UP);
      case '6' -> of(Kind.PAGE_DOWN);
      default -> NOTHING;
    };
  }
}
