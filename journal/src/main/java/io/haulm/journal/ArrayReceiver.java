package io.haulm.journal;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;

/** Gathers the pieces of a body in an array; for bodies that fit into one. */
public final class ArrayReceiver implements BodyReceiver {
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /** The body, or why it cannot be read. */
  public CompletableFuture<byte[]> result() {
    return result;
  }

  /** What has come so far. */
  byte[] bytes() {
    return bytes.toByteArray();
  }

  @Override
  public void piece(MemorySegment piece) {
    bytes.writeBytes(piece.toArray(ValueLayout.JAVA_BYTE));
  }

  @Override
  public void end() {
    result.complete(bytes.toByteArray());
  }

  @Override
  public void failed(Throwable cause) {
    result.completeExceptionally(cause);
  }
}
