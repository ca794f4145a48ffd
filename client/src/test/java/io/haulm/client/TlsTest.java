package io.haulm.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TlsTest {
  private static final String PASSWORD = "not-a-secret";

  @TempDir private static Path folder;

  private static SSLContext context;

  /** Makes a certificate for the loopback's name, which serves as its own authority. */
  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("keys.p12");
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    Process process =
        new ProcessBuilder(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    context = contextOf(store);
  }

  private static SSLContext contextOf(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keyManagers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trustManagers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(keys);
    SSLContext made = SSLContext.getInstance("TLS");
    made.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return made;
  }

  private static FakeServer server(FakeServer.Script script) throws Exception {
    ServerSocket socket =
        context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    return FakeServer.on(socket, "tls:localhost:" + socket.getLocalPort(), script);
  }

  private static ConnectionOptions trusting(String address) {
    return ConnectionOptions.to(address).sslContext(context).connectTimeout(FakeServer.PATIENCE);
  }

  @Test
  void commandsGoByTls() throws Exception {
    try (FakeServer server =
            server(talk ->
                talk.answer("touch 1", "TOUCHED")
                    .answer("kick 2", "KICKED 2")
                    .expect("reserve")
                    .say("RESERVED 1 0", "")
                    .answer("delete 1", "DELETED")
                    .awaitEnd());
        Connection connection = Connection.open(trusting(server.address()))) {
      connection.touch(1);
      assertThat(connection.async().kick(2).get(20, TimeUnit.SECONDS)).isEqualTo(2);
      CompletableFuture<Long> deleted =
          connection
              .async()
              .reserve()
              .thenApply(job -> {
                connection.delete(job.id());
                return job.id();
              });
      assertThat(deleted.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void silenceAndCutAreNoticedByTlsToo() throws Exception {
    try (FakeServer server = server(talk -> talk.awaitEndBehind("touch 1"));
        Connection connection =
            Connection.open(trusting(server.address()).replyTimeout(Duration.ofMillis(30)))) {
      assertThatThrownBy(() -> connection.touch(1)).isInstanceOf(ReplyTimeoutException.class);
    }
    try (FakeServer server = server(talk -> talk.expect("touch 1"));
        Connection connection = Connection.open(trusting(server.address()))) {
      assertThatThrownBy(() -> connection.touch(1)).isInstanceOf(ConnectionLostException.class);
    }
  }

  @Test
  void certificateThatNobodyTrustsIsRefused() throws Exception {
    ServerSocket socket =
        context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (socket) {
      CompletableFuture<Void> served = accept(socket);
      assertThatThrownBy(() -> Connection.open("tls:localhost:" + socket.getLocalPort()))
          .isInstanceOf(ConnectFailedException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class);
      served.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void certificateForAnotherNameIsRefused() throws Exception {
    ServerSocket socket =
        context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (socket) {
      CompletableFuture<Void> served = accept(socket);
      assertThatThrownBy(() -> Connection.open(trusting("tls:127.0.0.1:" + socket.getLocalPort())))
          .isInstanceOf(ConnectFailedException.class)
          .hasCauseInstanceOf(SSLHandshakeException.class);
      served.get(20, TimeUnit.SECONDS);
    }
  }

  private static CompletableFuture<Void> accept(ServerSocket socket) {
    return CompletableFuture.runAsync(() -> {
      try (var connection = socket.accept()) {
        connection.getInputStream().read();
      } catch (IOException e) {
        // The client hangs up: that is what the test is about.
      }
    });
  }
}
