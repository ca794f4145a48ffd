package io.haulm.server.binlog;

import io.haulm.engine.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** One file of a binlog, read record by record. */
final class BinlogFile implements AutoCloseable {
  private static final int VERSION_5 = 5;
  private static final int VERSION_7 = 7;
  private static final int JOBREC_BYTES_5 = 77;
  private static final int JOBREC_BYTES_7 = 80;

  private final Path path;
  private final FileChannel channel;
  private final ByteBuffer in = ByteBuffer.allocate(1 << 16).limit(0);
  private long offsetOfIn;
  private int nameLengthBytes;
  private int jobrecBytes;
  private TimeUnit unit = TimeUnit.NANOSECONDS;

  /** What happens to each record of the file, in order. */
  interface Consumer {
    /** A short record: the job is known from before, or was deleted long ago. */
    void changed(BinlogRecord record);

    /** A full record, with tube and body. */
    void whole(BinlogRecord record, String tube, long bodyOffset);
  }

  /** The rest of a file cannot be read. The message says where and why. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(Path path, long offset, String why) {
      super(path + ", byte " + offset + ": " + why);
    }
  }

  BinlogFile(Path path) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** Reads all records up to the zeros or the end of the file. */
  void read(Consumer consumer) throws IOException, UnreadableException {
    if (channel.size() == 0) {
      return;
    }
    readVersion();
    while (remaining() >= nameLengthBytes && readRecord(consumer)) {
      // The record was handed over.
    }
  }

  private void readVersion() throws IOException, UnreadableException {
    need(Integer.BYTES, "the version");
    in.order(ByteOrder.LITTLE_ENDIAN);
    int version = in.getInt(in.position());
    if (version != VERSION_5 && version != VERSION_7) {
      // beanstalkd writes in the byte order of its machine.
      in.order(ByteOrder.BIG_ENDIAN);
      version = in.getInt(in.position());
    }
    if (version != VERSION_5 && version != VERSION_7) {
      throw unreadable("unknown version " + Integer.reverseBytes(version));
    }
    in.position(in.position() + Integer.BYTES);
    nameLengthBytes = version == VERSION_5 ? Long.BYTES : Integer.BYTES;
    jobrecBytes = version == VERSION_5 ? JOBREC_BYTES_5 : JOBREC_BYTES_7;
    unit = version == VERSION_5 ? TimeUnit.MICROSECONDS : TimeUnit.NANOSECONDS;
  }

  private boolean readRecord(Consumer consumer) throws IOException, UnreadableException {
    need(nameLengthBytes, "the length of a tube name");
    long nameBytes =
        nameLengthBytes == Long.BYTES ? in.getLong(in.position()) : in.getInt(in.position());
    if (nameBytes < 0 || nameBytes > Limits.TUBE_NAME_BYTES_MAX) {
      throw unreadable("a tube name of " + nameBytes + " bytes");
    }
    if (nameBytes == 0 && remaining() < nameLengthBytes + jobrecBytes && restIsZero()) {
      return false;
    }
    need(nameLengthBytes + (int) nameBytes + jobrecBytes, "a record");
    int start = in.position();
    byte[] name = new byte[(int) nameBytes];
    in.get(start + nameLengthBytes, name);
    in.position(start + nameLengthBytes + name.length);
    BinlogRecord record =
        BinlogRecord.read(in, unit).orElseThrow(() -> unreadable("a record that makes no sense"));
    in.position(in.position() + jobrecBytes);
    if (record.isEnd()) {
      return false;
    }
    if (name.length == 0) {
      consumer.changed(record);
    } else {
      readBody(record, new String(name, StandardCharsets.ISO_8859_1), consumer);
    }
    return true;
  }

  private void readBody(BinlogRecord record, String tube, Consumer consumer)
      throws IOException, UnreadableException {
    long bodyOffset = offset();
    if (record.deleted()) {
      // beanstalkd never writes one; its own reader takes it for a short record as well.
      consumer.changed(record);
      return;
    }
    if (remaining() < record.bodyAndEndBytes()) {
      throw unreadable("the body of job " + record.jobId() + " is cut off");
    }
    consumer.whole(record, tube, bodyOffset);
    seek(bodyOffset + record.bodyAndEndBytes());
  }

  private boolean restIsZero() throws IOException, UnreadableException {
    need((int) remaining(), "the rest of the file");
    for (int i = in.position(); i < in.limit(); i++) {
      if (in.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private long offset() {
    return offsetOfIn + in.position();
  }

  private long remaining() throws IOException {
    return channel.size() - offset();
  }

  private void seek(long offset) {
    if (offset <= offsetOfIn + in.limit()) {
      in.position((int) (offset - offsetOfIn));
    } else {
      offsetOfIn = offset;
      in.position(0).limit(0);
    }
  }

  /** Makes sure that {@code bytes} bytes stand in the buffer. */
  private void need(int bytes, String what) throws IOException, UnreadableException {
    if (in.remaining() >= bytes) {
      return;
    }
    if (remaining() < bytes) {
      throw unreadable("the file ends within " + what);
    }
    offsetOfIn += in.position();
    in.compact();
    while (in.position() < bytes) {
      if (channel.read(in, offsetOfIn + in.position()) < 0) {
        throw new EOFException(path + " became shorter while it was read");
      }
    }
    in.flip();
  }

  private UnreadableException unreadable(String why) {
    return new UnreadableException(path, offset(), why);
  }
}
