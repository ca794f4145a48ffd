package io.haulm.server.console;

import io.haulm.journal.BodyReceiver;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;

/** Takes the beginning of a body that is read from disk. */
final class BodyCollector implements BodyReceiver {
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final byte[] bytes;
  private int filled;

  BodyCollector(int bytesMax) {
    bytes = new byte[bytesMax];
  }

  CompletableFuture<byte[]> result() {
    return result;
  }

  @Override
  public void piece(MemorySegment piece) {
    int taken = (int) Math.min(piece.byteSize(), bytes.length - filled);
    MemorySegment.copy(piece, ValueLayout.JAVA_BYTE, 0, bytes, filled, taken);
    filled += taken;
  }

  @Override
  public void end() {
    result.complete(bytes);
  }

  @Override
  public void failed(Throwable cause) {
    result.completeExceptionally(cause);
  }
}
