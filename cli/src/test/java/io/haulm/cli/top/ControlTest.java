package io.haulm.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys, and what a server is asked because of them. */
@Timeout(120)
class ControlTest {
  private final BlockingQueue<Consumer<Model>> inbox = new LinkedBlockingQueue<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final Model model = Fixture.busy();
  private HttpServer server;
  private Api api;
  private ExecutorService executor;
  private Control control;
  private volatile long matched = 12;
  private volatile int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    api = new Api(new TopOptions(uri, Optional.of("secret"), false));
    executor = Executors.newSingleThreadExecutor();
    control = new Control(model, new Acts(api, executor, inbox));
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
    api.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().toString().replace("/api/v1/", "");
    assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer secret");
    if (!path.equals("session")) {
      asked.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
    }
    String answer =
        switch (path) {
          case "session" -> "{'csrf': 'c5rf'}";
          case "operations" ->
              "{'title': 'Not today', 'id': 'o1', 'state': 'done', 'matched': %d, 'done': %d, 'skipped': 3}"
                  .formatted(matched, matched);
          default -> "{'title': 'Not today', 'items': [{'id': 7}, {'id': 8}]}";
        };
    byte[] bytes = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(path.equals("session") ? 200 : status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Test
  void enterShowsTheJobsOfTheTube() throws Exception {
    press("\r");

    await(it -> it.visibleRows().size() == 2);

    assertThat(model.tab()).isEqualTo(Tab.JOBS);
    assertThat(asked).containsExactly("GET jobs?limit=200&q=tube%3A%E9%82%AE%E4%BB%B6");
  }

  @Test
  void kickIsCountedAskedAboutAndThenDone() throws Exception {
    press("k");
    await(it -> it.prompt().isPresent());
    assertThat(model.prompt().orElseThrow().question()).isEqualTo("kick 12 jobs, 3 skipped? y/N");
    assertThat(asked)
        .containsExactly(
            "POST operations {\"kind\":\"kick\",\"q\":\"tube:邮件 state:buried\",\"dryRun\":true}");

    press("y\r");
    await(it -> it.message().startsWith("kick:"));

    assertThat(model.message()).isEqualTo("kick: 12 jobs, done");
    assertThat(asked).hasSize(2);
    assertThat(asked.getLast()).contains("\"dryRun\":false");
  }

  @Test
  void anythingButYesDoesNothing() throws Exception {
    press("k");
    await(it -> it.prompt().isPresent());

    press("\r");

    assertThat(model.message()).isEqualTo("nothing was done");
    assertThat(asked).hasSize(1);
  }

  @Test
  void whatDestroysNeedsShift() {
    press("d");
    press("m");

    assertThat(model.prompt()).isEmpty();
    assertThat(model.message()).startsWith("with Shift");
    assertThat(asked).isEmpty();
  }

  @Test
  void purgeWantsTheNameOfTheTube() throws Exception {
    moveTo("import.orders");
    press("D");
    await(it -> it.prompt().isPresent());
    assertThat(model.prompt().orElseThrow().question()).endsWith("Type import.orders:");

    press("y\r");
    assertThat(model.message()).isEqualTo("nothing was done");

    press("D");
    await(it -> it.prompt().isPresent());
    press("import.orders\r");
    await(it -> it.message().startsWith("purge:"));
    assertThat(asked.getLast()).contains("\"confirm\":\"import.orders\"");
  }

  @Test
  void moreThanAThousandJobsWantTheNameToo() throws Exception {
    matched = 1001;
    press("k");

    await(it -> it.prompt().isPresent());

    assertThat(model.prompt().orElseThrow().question()).endsWith("Type 邮件:");
  }

  @Test
  void selectedJobsAreMovedTogether() throws Exception {
    press("2");
    await(it -> it.visibleRows().size() == 2);
    press("xx");
    press("M");
    press("other\r");
    await(it -> it.prompt().isPresent());

    assertThat(asked.getLast())
        .isEqualTo(
            "POST operations {\"kind\":\"move\",\"ids\":[7,8],\"to\":\"other\",\"dryRun\":true}");
  }

  @Test
  void noJobAtAllIsNoQuestion() throws Exception {
    matched = 0;
    press("k");

    await(it -> !it.message().isEmpty());

    assertThat(model.message()).isEqualTo("no job to kick");
    assertThat(model.prompt()).isEmpty();
  }

  @Test
  void aTubeIsPausedForMinutesAndAPausedOneResumed() throws Exception {
    press("p");
    press("\b5\r");
    await(it -> it.message().contains("paused"));
    assertThat(asked.getLast()).startsWith("POST tubes/%E9%82%AE%E4%BB%B6/pause");
    assertThat(asked.getLast()).contains("\"pauseMillis\":900000");

    moveTo("audit.archive");
    press("p");
    await(it -> it.message().contains("goes on"));
    assertThat(asked.getLast()).isEqualTo("POST tubes/audit.archive/resume {}");
  }

  @Test
  void aRefusalIsToldInItsWords() throws Exception {
    status = 403;
    press("k");

    await(it -> !it.message().isEmpty());

    assertThat(model.message()).isEqualTo("Not today");
  }

  @Test
  void aFilterShowsTubesWhoseNamesHaveIt() {
    press("/");
    press("order\r");

    assertThat(model.visibleRows()).hasSize(1);
    press("\u001b");
    assertThat(model.visibleRows()).hasSize(3);
  }

  @Test
  void sortingGoesRound() {
    assertThat(first()).isEqualTo("邮件");
    press("s");
    assertThat(first()).isEqualTo("import.orders");
    press("s");
    assertThat(first()).isEqualTo("邮件");
    press("ss");
    assertThat(first()).isEqualTo("audit.archive");
  }

  @Test
  void commandsAreTyped() {
    press(":jobs state:buried\r");
    assertThat(model.tab()).isEqualTo(Tab.JOBS);
    assertThat(model.filter()).isEqualTo("state:buried");

    press(":nonsense\r");
    assertThat(model.message()).startsWith("no command nonsense");

    press(":quit\r");
    assertThat(control.isOver()).isTrue();
  }

  @Test
  void escapeLeadsBackAndQLeaves() {
    press("4");
    press("\u001b");
    assertThat(model.tab()).isEqualTo(Tab.TUBES);

    press("q");
    assertThat(control.isOver()).isTrue();
  }

  private String first() {
    return model.visibleRows().getFirst().path("name").asText();
  }

  private void moveTo(String tube) {
    for (int i = 0; i < model.visibleRows().size(); i++) {
      if (model.visibleRows().get(i).path("name").asText().equals(tube)) {
        model.moveCursor(i - model.cursor());
      }
    }
  }

  private void press(String keys) {
    keys.codePoints()
        .mapToObj(character ->
            switch (character) {
              case '\r' -> Key.of(Key.Kind.ENTER);
              case '\b' -> Key.of(Key.Kind.ERASE);
              case 27 -> Key.of(Key.Kind.ESCAPE);
              default -> new Key(Key.Kind.CHARACTER, character);
            })
        .forEach(control::press);
  }

  /** Does what comes into the inbox until the model is so. */
  private void await(Predicate<Model> wanted) throws InterruptedException {
    while (!wanted.test(model)) {
      Consumer<Model> task = inbox.poll(20, TimeUnit.SECONDS);
      assertThat(task).as("something comes in").isNotNull();
      task.accept(model);
    }
  }
}
