package io.haulm.engine;

/**
 * What an engine is told at its start.
 *
 * @param bodyBytesMax how many bytes of bodies may lie in memory; a put beyond it is refused with
 *     {@link Reply.Plain#OUT_OF_MEMORY}
 */
public record EngineOptions(long bodyBytesMax) {
  /** Checks the range. */
  public EngineOptions {
    Check.inRange("bodyBytesMax", bodyBytesMax, 1 << 20, Long.MAX_VALUE);
  }
}
