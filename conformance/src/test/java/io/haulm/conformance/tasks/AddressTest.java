package io.haulm.conformance.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haulm.conformance.FreeAddress;
import io.haulm.conformance.ServerProcess;
import io.haulm.conformance.redis.RedisServer;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that let in only who has the password, or only by TLS. */
@Tag("conformance")
class AddressTest {

  private static final Task<String, String> ECHO =
      Task.named("java.echo", String.class, String.class).queue("echo");

  private static void works(String address) {
    try (TaskClient tasks = TaskClient.connect(address);
        TaskWorker worker = TaskWorker.on(address).handle(ECHO, (text, context) -> text).start()) {
      assertThat(tasks.enqueue(ECHO, "hi").get(Duration.ofSeconds(20)))
          .as(worker.name())
          .isEqualTo("hi");
    }
  }

  @Test
  void passwordOpensTheServer() {
    try (RedisServer server = RedisServer.startOriginal("--requirepass", "s3cret/&")) {
      String place = "127.0.0.1:" + server.address().getPort() + "/3";
      works("redis://:s3cret%2F%26@" + place);
      assertThatThrownBy(() -> TaskClient.connect("redis://:wrong@" + place))
          .hasMessageContaining("WRONGPASS");
      assertThatThrownBy(() -> TaskClient.connect("redis://" + place))
          .hasMessageContaining("NOAUTH");
    }
  }

  @Test
  void userAndPasswordOpenTheServer() {
    try (RedisServer server =
        RedisServer.startOriginal(
            "--user", "mail", "on", ">pa:ss", "~*", "&*", "+@all", "--user", "default", "off")) {
      String place = "127.0.0.1:" + server.address().getPort();
      works("redis://mail:pa%3Ass@" + place);
      assertThatThrownBy(() -> TaskClient.connect("redis://other:pa%3Ass@" + place))
          .hasMessageContaining("WRONGPASS");
    }
  }

  @Test
  void certificateIsChecked(@TempDir Path folder) throws IOException {
    makeCertificate(folder);
    int port = FreeAddress.find().getPort();
    try (RedisServer server =
        RedisServer.startOriginal(
            "--tls-port",
            Integer.toString(port),
            "--tls-cert-file",
            folder.resolve("server.crt").toString(),
            "--tls-key-file",
            folder.resolve("server.key").toString(),
            "--tls-auth-clients",
            "no")) {
      assertThat(server.process().isAlive()).isTrue();
      String trusted = "?ssl_cert_reqs=required&ssl_ca_certs=" + folder.resolve("server.crt");
      works("rediss://localhost:" + port + "/0" + trusted);
      assertThatThrownBy(() -> TaskClient.connect("rediss://localhost:" + port))
          .as("an authority that the JVM does not know")
          .hasMessageContaining("PKIX path");
      assertThatThrownBy(() -> TaskClient.connect("rediss://127.0.0.1:" + port + "/0" + trusted))
          .as("another host's certificate")
          .hasMessageContaining("127.0.0.1");
      assertThatThrownBy(() -> TaskClient.connect("rediss://localhost:1?ssl_cert_reqs=none"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("ssl_ca_certs");
    }
  }

  private static void makeCertificate(Path folder) {
    ServerProcess openssl =
        ServerProcess.start(
            new ProcessBuilder(
                    List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        "server.key",
                        "-out",
                        "server.crt"))
                .directory(folder.toFile()));
    assertThat(openssl.awaitExit()).as("%s", openssl.printed()).isZero();
    assertThat(Files.exists(folder.resolve("server.crt"))).isTrue();
  }
}
