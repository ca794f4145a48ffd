package io.haulm.engine.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One piece of native memory that goes back to the system as a whole. */
record NativePage(Arena arena, MemorySegment memory) {
  int bytes() {
    return (int) memory.byteSize();
  }
}
