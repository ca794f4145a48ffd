package io.haulm.cli.top;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** What each key does. */
final class Control {
  private static final int PAGE = 10;
  private static final int FAR = 1_000_000;
  private static final String PAUSE_MINUTES = "10";

  private final Model model;
  private final Acts acts;
  private boolean isOver;

  Control(Model model, Acts acts) {
    this.model = model;
    this.acts = acts;
  }

  /** True when the user wants to leave. */
  boolean isOver() {
    return isOver;
  }

  void press(Key key) {
    if (key.kind() == Key.Kind.END_OF_INPUT || key.kind() == Key.Kind.INTERRUPT) {
      isOver = true;
    } else if (model.prompt().isPresent()) {
      answer(model.prompt().get(), key);
    } else {
      command(key);
    }
  }

  private void answer(Prompt prompt, Key key) {
    switch (key.kind()) {
      case ENTER -> prompt.enter();
      case ESCAPE -> model.endPrompt();
      case ERASE -> prompt.erase();
      case CHARACTER -> prompt.type(key.character());
      default -> {
        // Has no meaning in an answer.
      }
    }
  }

  private void command(Key key) {
    switch (key.kind()) {
      case UP -> model.moveCursor(-1);
      case DOWN -> model.moveCursor(1);
      case PAGE_UP -> model.moveCursor(-PAGE);
      case PAGE_DOWN -> model.moveCursor(PAGE);
      case HOME -> model.moveCursor(-FAR);
      case END -> model.moveCursor(FAR);
      case ENTER -> open();
      case ESCAPE -> back();
      case TAB -> show(tab(model.tab().ordinal() + 1), "");
      case CHARACTER -> command((char) key.character());
      case NONE, ERASE, END_OF_INPUT, INTERRUPT -> {
        // Nothing to do.
      }
    }
  }

  private void command(char character) {
    switch (character) {
      case 'q' -> isOver = true;
      case '?' -> model.toggleHelp();
      case 's' -> model.nextSorting();
      case '/' -> ask("filter:", model.filter(), this::filter);
      case ':' -> ask("command:", "", this::run);
      case 'x' -> select();
      case 'k' -> kick();
      case 'p' -> pause();
      case 'M' -> ask("move to tube:", "", this::move);
      case 'D' -> delete();
      case '1', '2', '3', '4', '5', '6' -> show(tab(character - '1'), "");
      case 'm', 'd' -> model.message("with Shift: it is not undone by a slip");
      default -> {
        // Has no meaning.
      }
    }
  }

  private static Tab tab(int number) {
    Tab[] all = Tab.values();
    return all[number % all.length];
  }

  private void show(Tab tab, String filter) {
    model.show(tab);
    model.filter(filter);
    if (tab != Tab.TUBES) {
      acts.load(tab, filter);
    }
  }

  private void open() {
    if (model.tab() == Tab.TUBES) {
      model.current().ifPresent(tube -> show(Tab.JOBS, "tube:" + name(tube)));
    }
  }

  private void back() {
    if (model.isHelp()) {
      model.toggleHelp();
    } else if (model.tab() != Tab.TUBES) {
      show(Tab.TUBES, "");
    } else {
      model.filter("");
    }
  }

  private void filter(String text) {
    model.filter(text);
    if (model.tab() == Tab.JOBS) {
      acts.load(Tab.JOBS, text);
    }
  }

  private void run(String text) {
    String[] words = text.strip().split("\\s+", 2);
    String rest = words.length > 1 ? words[1] : "";
    for (Tab tab : Tab.values()) {
      if (tab.title().equals(words[0].toLowerCase(Locale.ROOT))) {
        show(tab, rest);
        return;
      }
    }
    switch (words[0]) {
      case "q", "quit" -> isOver = true;
      case "sort" -> model.nextSorting();
      default -> model.message("no command " + words[0] + " (see ?)");
    }
  }

  private void select() {
    if (model.tab() == Tab.JOBS) {
      model.toggleSelected();
    } else {
      model.message("only jobs are selected");
    }
  }

  private void kick() {
    switch (model.tab()) {
      case TUBES ->
          model
              .current()
              .ifPresent(tube -> {
                String state = tube.path("buried").asLong() > 0 ? "buried" : "delayed";
                String filter = "tube:" + name(tube) + " state:" + state;
                acts.operate("kick", filter, List.of(), "", name(tube));
              });
      case JOBS -> acts.operate("kick", "", chosenJobs(), "", "yes");
      default -> model.message("only jobs are kicked");
    }
  }

  private void delete() {
    switch (model.tab()) {
      case TUBES ->
          model
              .current()
              .ifPresent(
                  tube -> acts.operate("purge", "tube:" + name(tube), List.of(), "", name(tube)));
      case JOBS -> acts.operate("delete", "", chosenJobs(), "", "yes");
      default -> model.message("only jobs are deleted");
    }
  }

  private void move(String to) {
    if (to.isBlank()) {
      return;
    }
    switch (model.tab()) {
      case TUBES ->
          model
              .current()
              .ifPresent(tube ->
                  acts.operate("move", "tube:" + name(tube), List.of(), to.strip(), name(tube)));
      case JOBS -> acts.operate("move", "", chosenJobs(), to.strip(), "yes");
      default -> model.message("only jobs are moved");
    }
  }

  private void pause() {
    if (model.tab() != Tab.TUBES) {
      model.message("only tubes are paused");
      return;
    }
    model
        .current()
        .ifPresent(tube -> {
          if (tube.path("pauseLeftMillis").asLong() > 0) {
            acts.resume(name(tube));
          } else {
            ask(
                "pause " + name(tube) + " for minutes:",
                PAUSE_MINUTES,
                minutes -> acts.pause(name(tube), minutes));
          }
        });
  }

  /** The selected jobs, or the one of the cursor. */
  private List<Long> chosenJobs() {
    if (!model.selected().isEmpty()) {
      return model.selected().stream().map(Long::valueOf).toList();
    }
    Optional<JsonNode> current = model.current();
    return current.map(job -> List.of(job.path("id").asLong())).orElse(List.of());
  }

  private void ask(String question, String proposal, Consumer<String> onAnswer) {
    model.ask(
        new Prompt(
            question,
            proposal,
            answer -> {
              model.endPrompt();
              onAnswer.accept(answer);
            }));
  }

  private static String name(JsonNode tube) {
    return tube.path("name").asText();
  }
}
