package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;

/**
 * What is done to jobs and tubes. Whatever touches jobs is first tried without doing it, then asked
 * about with the count, then done. The server is asked on another thread, and what it answers goes
 * to the inbox.
 */
final class Acts {
  /** More jobs than this are touched only by who types the tube's name, as the server wants it. */
  private static final long UNNAMED_MAX = 1000;

  private static final long POLL_MILLIS = 200;
  private static final long MILLIS_PER_MINUTE = 60_000;
  private static final String RUNNING = "running";

  private final Api api;
  private final ExecutorService executor;
  private final BlockingQueue<Consumer<Model>> inbox;

  Acts(Api api, ExecutorService executor, BlockingQueue<Consumer<Model>> inbox) {
    this.api = api;
    this.executor = executor;
    this.inbox = inbox;
  }

  /** Work that asks the server. */
  private interface Question {
    void run() throws ApiException, InterruptedException;
  }

  /** Asks for the rows of a page. */
  void load(Tab tab, String filter) {
    String query = tab == Tab.JOBS ? "?limit=200&q=" + Api.encoded(filter) : "";
    ask(() -> {
      JsonNode items = items(tab, api.get(tab.path() + query));
      inbox.add(model -> model.rows(tab, items));
    });
  }

  private static JsonNode items(Tab tab, JsonNode answer) {
    return tab == Tab.WORKERS ? answer.path("connections") : answer.path("items");
  }

  /** Asks for the failures that stand below every page; a server without them is no matter. */
  void loadFailures() {
    executor.execute(() -> {
      try {
        JsonNode items = api.get("failures").path("items");
        inbox.add(model -> model.failures(items));
      } catch (ApiException e) {
        inbox.add(model -> model.failures(items(Tab.FAILURES, Model.NOTHING)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }

  /** Pauses a tube for so many minutes. */
  void pause(String tube, String minutes) {
    if (!minutes.matches("[0-9]{1,6}")) {
      inbox.add(model -> model.message("a pause is a number of minutes"));
      return;
    }
    Map<String, Object> body =
        Map.of(
            "pauseMillis", Long.parseLong(minutes) * MILLIS_PER_MINUTE, "reason", "by haulm top");
    ask(() -> {
      var _ = api.post("tubes/" + Api.encoded(tube) + "/pause", body);
      inbox.add(model -> model.message(tube + " is paused for " + minutes + " minutes"));
    });
  }

  /** Lets a paused tube go on. */
  void resume(String tube) {
    ask(() -> {
      var _ = api.post("tubes/" + Api.encoded(tube) + "/resume", Map.of());
      inbox.add(model -> model.message(tube + " goes on"));
    });
  }

  /**
   * Tries an operation without doing it, and asks whether to do it.
   *
   * @param kind what the API calls it
   * @param filter which jobs; empty when ids say it
   * @param ids which jobs; empty when the filter says it
   * @param to where to, of a move; else empty
   * @param name what somebody must type who touches many; the tube's name
   */
  void operate(String kind, String filter, List<Long> ids, String to, String name) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("kind", kind);
    if (ids.isEmpty()) {
      body.put("q", filter);
    } else {
      body.put("ids", new ArrayList<>(ids));
    }
    if (!to.isEmpty()) {
      body.put("to", to);
    }
    Map<String, Object> trial = new LinkedHashMap<>(body);
    trial.put("dryRun", true);
    ask(() -> {
      JsonNode tried = ended(api.post("operations", trial));
      inbox.add(model -> confirm(model, kind, name, tried, body));
    });
  }

  private void confirm(
      Model model, String kind, String name, JsonNode tried, Map<String, Object> body) {
    long matched = tried.path("matched").asLong();
    long skipped = tried.path("skipped").asLong();
    if (matched == 0) {
      model.message("no job to " + kind);
      return;
    }
    String what = kind + " " + matched + " jobs" + (skipped > 0 ? ", " + skipped + " skipped" : "");
    boolean wantsName = kind.equals("purge") || matched > UNNAMED_MAX;
    String wanted = wantsName ? name : "y";
    String question = what + (wantsName ? "? Type " + name + ":" : "? y/N");
    model.ask(
        new Prompt(
            question,
            "",
            answer -> {
              model.endPrompt();
              if (answer.strip().equals(wanted)) {
                body.put("confirm", name);
                execute(kind, body);
              } else {
                model.message("nothing was done");
              }
            }));
  }

  private void execute(String kind, Map<String, Object> body) {
    body.put("dryRun", false);
    ask(() -> {
      JsonNode done = ended(api.post("operations", body));
      inbox.add(model -> {
        model.forgetSelection();
        model.message(
            kind + ": " + done.path("done").asLong() + " jobs, " + done.path("state").asText());
      });
    });
  }

  private JsonNode ended(JsonNode operation) throws ApiException, InterruptedException {
    JsonNode now = operation;
    while (now.path("state").asText().equals(RUNNING)) {
      long done = now.path("done").asLong();
      inbox.add(model -> model.message("working, " + done + " jobs so far"));
      Thread.sleep(POLL_MILLIS);
      now = api.get("operations/" + Api.encoded(now.path("id").asText()));
    }
    return now;
  }

  private void ask(Question question) {
    executor.execute(() -> {
      try {
        question.run();
      } catch (ApiException e) {
        inbox.add(model -> model.message(String.valueOf(e.getMessage())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
  }
}
