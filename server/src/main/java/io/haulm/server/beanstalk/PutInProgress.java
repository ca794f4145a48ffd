package io.haulm.server.beanstalk;

import io.haulm.engine.body.BodyDraft;
import io.haulm.engine.body.BodyStore;
import io.haulm.server.shard.InputBuffer;

/** A body that comes in more than one read, and the CRLF behind it. */
final class PutInProgress {
  private static final int TRAILER_BYTES = 2;

  private final int bodyBytes;
  private final BodyDraft draft;
  private int trailerBytes;
  private boolean isTrailerSound = true;

  /** A body of {@code bodyBytes} bytes, none of which has come yet. */
  PutInProgress(BodyStore bodies, int bodyBytes) {
    this.bodyBytes = bodyBytes;
    this.draft = bodies.draft(bodyBytes);
  }

  /** The length of the whole body. */
  int bodyBytes() {
    return bodyBytes;
  }

  /** Takes what has come; true when all is there. */
  boolean take(InputBuffer input) {
    int bytes = Math.min(draft.missingBytes(), input.available());
    if (bytes > 0) {
      draft.append(input.memory(), input.position(), bytes);
      input.skip(bytes);
    }
    while (draft.missingBytes() == 0 && trailerBytes < TRAILER_BYTES && input.available() > 0) {
      isTrailerSound &= input.peek(0) == (trailerBytes == 0 ? '\r' : '\n');
      trailerBytes++;
      input.skip(1);
    }
    return trailerBytes == TRAILER_BYTES;
  }

  /** True when the body is followed by CRLF. To be asked when all is there. */
  boolean isTrailerSound() {
    return isTrailerSound;
  }

  /** The stored body, which from now on is the caller's; or {@link BodyStore#NONE}. */
  long finish() {
    return draft.finish();
  }

  /** Lets go of what has come. */
  void discard() {
    draft.discard();
  }
}
