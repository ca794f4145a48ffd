package io.haulm.server.store;

import io.haulm.journal.BodyReceiver;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;

/** Gathers the pieces of a body that is read from disk. */
final class GatheredBody implements BodyReceiver {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();

  CompletableFuture<byte[]> result() {
    return result;
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
