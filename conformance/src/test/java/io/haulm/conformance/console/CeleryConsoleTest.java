package io.haulm.conformance.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.haulm.conformance.ServerProcess;
import io.haulm.tasks.Task;
import io.haulm.tasks.TaskClient;
import io.haulm.tasks.TaskWorker;
import io.haulm.tasks.schedule.Cron;
import io.haulm.tasks.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console's pages about Celery, with a real worker of Python's and one of ours behind them. */
@Tag("conformance")
class CeleryConsoleTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern WORKER_READY = Pattern.compile("ready\\.$");
  private static final Task<String, Long> STOCK =
      Task.named("java.stock", String.class, Long.class).queue("java");

  private Path scripts;
  private Path mended;
  private ConsoleServer server;
  private ServerProcess python;
  private TaskClient client;
  private TaskWorker java;

  @BeforeEach
  void start() throws IOException {
    scripts = Scripts.install();
    mended = Files.createTempDirectory("haulm-console-celery").resolve("mended");
    server = ConsoleServer.start();
    client = TaskClient.connect(broker());
    java =
        TaskWorker.on(client)
            .name("stock")
            .events()
            .handle(STOCK, (sku, context) -> outOfStock(sku))
            .schedule("stock-hourly", Schedule.every(Duration.ofHours(1)), STOCK.with("sku-0"))
            .schedule("stock-nightly", Cron.of("0 3 * * *", ZoneOffset.UTC), STOCK.with("sku-0"))
            .start();
    python =
        python(
            "-m", "celery", "-A", "shop", "worker", "-E", "-l", "info", "-c", "2", "-n", "shop@%h");
    var _ = python.awaitLine(WORKER_READY, PATIENCE);
  }

  @AfterEach
  void stop() {
    python.close();
    java.close();
    client.close();
    server.close();
  }

  @Test
  void peopleSeeWhatCeleryDoesAndPutItRight() {
    client.enqueue(STOCK, "sku-17");
    try (ServerProcess calls = python("shop.py")) {
      assertThat(calls.awaitExit(PATIENCE)).as("%s", calls.printed()).isZero();
    }

    List<String> arguments = List.of(server.base(), server.redisPort(), mended.toString());
    assertThat(Scripts.run("celery.mjs", arguments))
        .containsExactly(
            "ok lists the workers with their load",
            "ok groups failed tasks under what was thrown, with the traceback",
            "ok shows a chain as a graph, and where it is stuck",
            "ok calls the failed step again, and the chain goes on",
            "ok calls a whole group of failures again",
            "ok shows a chord within a chain",
            "ok says why it cannot call what it has not seen",
            "ok shows a schedule with its next run");
  }

  private static long outOfStock(String sku) {
    throw new IllegalStateException("no stock of " + sku.replace('-', ' '));
  }

  private String broker() {
    return "redis://127.0.0.1:" + server.redisPort() + "/0";
  }

  private ServerProcess python(String... arguments) {
    List<String> command = new ArrayList<>(List.of("/usr/bin/python3"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(scripts.toFile());
    builder.environment().put("BROKER", broker());
    builder.environment().put("MENDED", mended.toString());
    return ServerProcess.start(builder);
  }
}
