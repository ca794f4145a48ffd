package io.haulm.server.history;

import io.haulm.journal.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Who has a region. It stands there twice, so that one damaged byte does not cost a series.
 *
 * @param owner number that its rows carry; never 0, and never given to two series
 * @param name the series
 */
record Label(int owner, SeriesName name) {
  private static final SeriesName.Kind[] KINDS = SeriesName.Kind.values();

  void write(DiskFile file, long region) throws IOException {
    byte[] text = name.name().getBytes(StandardCharsets.UTF_8);
    ByteBuffer block = Block.begin(Layout.LABEL_BYTES);
    block.putInt(owner).put((byte) name.kind().ordinal()).put((byte) text.length).put(text);
    Block.write(file, region, block);
    Block.write(file, region + Layout.LABEL_BYTES, block);
  }

  /** The label of a region; null when nobody has it, or it cannot be read. */
  static @Nullable Label read(DiskFile file, long region) throws IOException {
    Label first = readCopy(file, region);
    return first == null ? readCopy(file, region + Layout.LABEL_BYTES) : first;
  }

  private static @Nullable Label readCopy(DiskFile file, long offset) throws IOException {
    ByteBuffer block = Block.read(file, offset, Layout.LABEL_BYTES);
    if (block == null) {
      return null;
    }
    int owner = block.getInt();
    int kind = Byte.toUnsignedInt(block.get());
    byte[] text = new byte[Math.min(Byte.toUnsignedInt(block.get()), SeriesName.NAME_BYTES_MAX)];
    block.get(text);
    if (owner == 0 || kind >= KINDS.length) {
      return null;
    }
    return new Label(owner, new SeriesName(KINDS[kind], new String(text, StandardCharsets.UTF_8)));
  }
}
