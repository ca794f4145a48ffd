package io.haulm.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TCP by TLS; the server must have a trusted certificate for the host's name. */
final class TlsTransport implements Transport {
  private final Socket plain;
  private final InputStream in;
  private final OutputStream out;

  private TlsTransport(Socket plain, SSLSocket tls) throws IOException {
    this.plain = plain;
    this.in = tls.getInputStream();
    this.out = tls.getOutputStream();
  }

  static TlsTransport connect(ConnectionOptions options) throws IOException {
    ServerAddress address = options.address();
    InetSocketAddress target = (InetSocketAddress) address.resolve();
    if (target.isUnresolved()) {
      throw new UnknownHostException(address.host() + ": unknown host");
    }
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.setKeepAlive(true);
      plain.connect(target, options.connectMillis());
      plain.setSoTimeout(options.connectMillis());
      SSLSocket tls = greet(plain, options);
      plain.setSoTimeout(0);
      return new TlsTransport(plain, tls);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private static SSLSocket greet(Socket plain, ConnectionOptions options) throws IOException {
    ServerAddress address = options.address();
    try {
      SSLSocket tls =
          (SSLSocket)
              options
                  .sslContext()
                  .getSocketFactory()
                  .createSocket(plain, address.host(), address.port(), true);
      SSLParameters parameters = tls.getSSLParameters();
      // Checks the name in the certificate; a bare SSLSocket does not.
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      return tls;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this JVM has no TLS", e);
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return in.read(into, offset, length);
  }

  @Override
  public int write(byte[] from, int offset, int length) throws IOException {
    out.write(from, offset, length);
    return length;
  }

  // The socket below is closed, not the TLS on it, whose farewell would wait for a writer.
  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException e) {
      // It is gone either way; there is nothing that a caller could do about it.
    }
  }

  @Override
  public boolean readIsInterruptible() {
    return false;
  }

  @Override
  public boolean looksAlive() {
    return true;
  }
}
