package io.haulm.engine;

/**
 * Where the body of a job is: in memory, on disk, or both.
 *
 * <p>A face that gets one in a reply copies the bytes, or {@linkplain
 * io.haulm.engine.body.BodyStore#retain retains} them, before it gives the engine its next command.
 *
 * @param ref the body in {@link Engine#bodies()}, or {@link #NOT_RESIDENT}
 * @param position where the {@link FactLog} holds it, or {@link FactLog#NOWHERE}
 * @param bytes length of the body
 */
public record JobBody(long ref, long position, int bytes) {
  /** The body is on disk only, at {@link #position()}. */
  public static final long NOT_RESIDENT = -1;

  /** True when the body can be copied from memory. */
  public boolean isResident() {
    return ref != NOT_RESIDENT;
  }
}
