package io.haulm.server.history;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C of a part of a buffer. */
final class Checksum {
  static int of(ByteBuffer buffer, int offset, int bytes) {
    CRC32C crc = new CRC32C();
    crc.update(buffer.slice(offset, bytes));
    return (int) crc.getValue();
  }

  private Checksum() {}
}
