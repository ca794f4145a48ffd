package io.haulm.server.beanstalk;

import io.haulm.engine.body.BodyDraft;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** A body, and the CRLF behind it, that arrive bit by bit. */
final class IncomingBody {
  private static final int END_BYTES = 2;

  private final BodyDraft draft;
  private final int bytes;
  private int missing;
  private int endBytesTaken;
  private boolean endsWell = true;

  IncomingBody(BodyDraft draft) {
    this.draft = draft;
    this.bytes = draft.missingBytes();
    this.missing = bytes;
  }

  /** Length of the body. */
  int bytes() {
    return bytes;
  }

  /** Takes what belongs to the body and its end; returns how many bytes that was. */
  int take(MemorySegment input) {
    int available = (int) Math.min(input.byteSize(), Integer.MAX_VALUE);
    int part = Math.min(available, missing);
    if (part > 0) {
      // Without memory the draft swallows the rest, and the put is refused at its end.
      draft.append(input, 0, part);
      missing -= part;
    }
    int taken = part;
    while (missing == 0 && endBytesTaken < END_BYTES && taken < available) {
      byte expected = (byte) (endBytesTaken == 0 ? '\r' : '\n');
      endsWell &= input.get(ValueLayout.JAVA_BYTE, taken) == expected;
      endBytesTaken++;
      taken++;
    }
    return taken;
  }

  /** True when nothing is missing. */
  boolean isComplete() {
    return missing == 0 && endBytesTaken == END_BYTES;
  }

  /** True when the two bytes behind the body were CRLF. */
  boolean endsWell() {
    return endsWell;
  }

  /** The reference of the complete body in the store. */
  long finish() {
    return draft.finish();
  }

  /** Frees what has arrived. */
  void discard() {
    draft.discard();
  }
}
