package io.haulm.client;

import java.io.IOException;

/**
 * The bytes of one connection. One thread may read while another writes; {@link #close()} may be
 * called at any time and makes both fail.
 */
interface Transport {

  /** Waits for bytes; -1 at the end. */
  int read(byte[] into, int offset, int length) throws IOException;

  /**
   * Writes some of the bytes, at least one.
   *
   * @return how many the system has taken
   */
  int write(byte[] from, int offset, int length) throws IOException;

  /** Closes at once, without a farewell. */
  void close();

  /** Whether a thread that reads is woken by an interrupt, at the price of the connection. */
  boolean readIsInterruptible();

  /**
   * Looks, without waiting, whether the other side is still there and silent. To be asked only
   * while nobody reads; true when it cannot be known.
   */
  boolean looksAlive();

  /** Opens a connection as the options say. */
  static Transport connect(ConnectionOptions options) throws IOException {
    return options.address().usesTls()
        ? TlsTransport.connect(options)
        : ChannelTransport.connect(options);
  }
}
