package io.haulm.client;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that wait to be sent. What gathers while one write is under way leaves with the next,
 * so a pipeline costs few system calls.
 */
final class Outbox {
  /** Beyond this a sender writes itself, and so waits for a server that is slower than it. */
  static final int GATHERED_BYTES_MAX = 256 << 10;

  private static final int BUFFER_BYTES = 1 << 10;
  private static final byte[] CRLF = {'\r', '\n'};

  private final Transport transport;

  /** Held for moments: guards the buffer that gathers. */
  private final ReentrantLock appendLock = new ReentrantLock();

  /** Held while bytes are written: one writer at a time. Taken before the other, never after. */
  private final ReentrantLock writeLock = new ReentrantLock();

  private byte[] gathering = new byte[BUFFER_BYTES];
  private int gathered;
  private long appendedBytes;
  private byte[] writing = new byte[BUFFER_BYTES];
  private long sentBytes;

  Outbox(Transport transport) {
    this.transport = transport;
  }

  /**
   * Appends a command.
   *
   * @return where it ends in the stream of all bytes
   */
  long append(String line, byte @Nullable [] body) {
    appendLock.lock();
    try {
      int bodyBytes = body == null ? 0 : body.length + CRLF.length;
      reserve(line.length() + CRLF.length + bodyBytes);
      for (int i = 0; i < line.length(); i++) {
        gathering[gathered++] = (byte) line.charAt(i);
      }
      add(CRLF);
      if (body != null) {
        add(body);
        add(CRLF);
      }
      appendedBytes += line.length() + CRLF.length + bodyBytes;
      return appendedBytes;
    } finally {
      appendLock.unlock();
    }
  }

  private void reserve(int bytes) {
    int needed = Math.addExact(gathered, bytes);
    if (needed > gathering.length) {
      gathering = Arrays.copyOf(gathering, (int) Math.max(needed, 2L * gathered));
    }
  }

  private void add(byte[] bytes) {
    System.arraycopy(bytes, 0, gathering, gathered, bytes.length);
    gathered += bytes.length;
  }

  boolean isEmpty() {
    return gatheredBytes() == 0;
  }

  boolean isFull() {
    return gatheredBytes() > GATHERED_BYTES_MAX;
  }

  private int gatheredBytes() {
    appendLock.lock();
    try {
      return gathered;
    } finally {
      appendLock.unlock();
    }
  }

  /** Writes until nothing has gathered; returns at once when another writer took all of it. */
  void flush() throws IOException {
    writeLock.lock();
    try {
      for (int length = takeGathered(); length > 0; length = takeGathered()) {
        int written = 0;
        while (written < length) {
          int count = transport.write(writing, written, length - written);
          written += count;
          sentBytes += count;
        }
        if (writing.length > GATHERED_BYTES_MAX) {
          // One large body must not cost its size for as long as the connection lives.
          writing = new byte[BUFFER_BYTES];
        }
      }
    } finally {
      writeLock.unlock();
    }
  }

  private int takeGathered() {
    appendLock.lock();
    try {
      byte[] full = gathering;
      int length = gathered;
      gathering = writing;
      writing = full;
      gathered = 0;
      return length;
    } finally {
      appendLock.unlock();
    }
  }

  /** How many bytes the system has taken, once a write that is under way has ended. */
  long settledSentBytes() {
    writeLock.lock();
    try {
      return sentBytes;
    } finally {
      writeLock.unlock();
    }
  }
}
