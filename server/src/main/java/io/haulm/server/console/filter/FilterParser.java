package io.haulm.server.console.filter;

import io.haulm.engine.JobState;
import io.haulm.engine.JobView;
import io.haulm.server.console.filter.FilterException.Code;
import io.haulm.server.shard.Connection;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Understands the words of a filter. */
final class FilterParser {
  private static final String BODY_PATH = "body.";
  private static final String NAMES =
      "tube, state, id, age, in-state, pri, size, delay, ttr, reserves, timeouts, releases, buries,"
          + " kicks, holder, body, body.FIELD, error, failure";

  private final String text;
  private final List<FieldTest> fields = new ArrayList<>();
  private final List<BodyTest> bodies = new ArrayList<>();
  private final List<Predicate<String>> failures = new ArrayList<>();
  private final Set<JobState> states = EnumSet.allOf(JobState.class);
  private Optional<String> tube = Optional.empty();
  private boolean isTubeAndStateOnly = true;

  FilterParser(String text) {
    this.text = text;
  }

  JobFilter parse() throws FilterException {
    if (text.length() > JobFilter.CHARS_MAX) {
      throw new FilterException(
          Code.LONG,
          JobFilter.CHARS_MAX,
          "A filter has at most " + JobFilter.CHARS_MAX + " characters");
    }
    WordReader words = new WordReader(text);
    int count = 0;
    for (Word word = words.next(); word != null; word = words.next()) {
      if (++count > JobFilter.WORDS_MAX) {
        throw new FilterException(
            Code.WORDS, word.at(), "A filter has at most " + JobFilter.WORDS_MAX + " words");
      }
      add(word);
    }
    return new JobFilter(
        text, fields, bodies, failures, tube, states, isTubeAndStateOnly && tube.isPresent());
  }

  private void add(Word word) throws FilterException {
    String name = word.name().toLowerCase(Locale.ROOT);
    switch (name) {
      case "tube" -> addTube(word);
      case "state" -> addState(word);
      case "", "body", "error" -> addBody(word, new TextSearch(word.value()));
      case "failure" -> addFailure(word);
      case "holder" -> addField(word, holder(new Glob(word.value())));
      default -> {
        if (name.startsWith(BODY_PATH)) {
          addBody(word, jsonField(word));
        } else {
          addNumber(word, name);
        }
      }
    }
  }

  private void addNumber(Word word, String name) throws FilterException {
    FieldTest test =
        switch (name) {
          case "id" -> number(word, Unit.COUNT, JobView::id);
          case "pri", "priority" -> number(word, Unit.COUNT, JobView::priority);
          case "size" -> number(word, Unit.BYTES, JobView::bodyBytes);
          case "delay" -> number(word, Unit.DURATION, JobView::delayMillis);
          case "ttr" -> number(word, Unit.DURATION, JobView::ttrMillis);
          case "age" -> age(word, JobView::createdMillis);
          case "in-state" -> age(word, JobView::sinceMillis);
          case "reserves" -> number(word, Unit.COUNT, job -> count(job.counts().reserves()));
          case "timeouts" -> number(word, Unit.COUNT, job -> count(job.counts().timeouts()));
          case "releases" -> number(word, Unit.COUNT, job -> count(job.counts().releases()));
          case "buries" -> number(word, Unit.COUNT, job -> count(job.counts().buries()));
          case "kicks" -> number(word, Unit.COUNT, job -> count(job.counts().kicks()));
          default ->
              throw new FilterException(
                  Code.FIELD, word.at(), "\"" + word.name() + "\" is not one of " + NAMES);
        };
    addField(word, test);
  }

  private void addTube(Word word) {
    Glob glob = new Glob(word.value());
    if (glob.isPlain() && !word.isNegated()) {
      isTubeAndStateOnly &= tube.isEmpty();
      tube = Optional.of(word.value());
    } else {
      isTubeAndStateOnly = false;
    }
    // A look at a million jobs meets few tubes.
    Map<String, Boolean> known = new HashMap<>();
    FieldTest test = (_, job) -> known.computeIfAbsent(job.tube(), glob::fits);
    fields.add(word.isNegated() ? test.negated() : test);
  }

  private void addState(Word word) throws FilterException {
    Set<JobState> wanted = EnumSet.noneOf(JobState.class);
    int at = word.valueAt();
    for (String name : word.value().split(",", -1)) {
      wanted.add(state(name, at));
      at += name.length() + 1;
    }
    Set<JobState> allowed =
        word.isNegated() ? EnumSet.complementOf(EnumSet.copyOf(wanted)) : wanted;
    states.retainAll(allowed);
    fields.add((_, job) -> allowed.contains(job.state()));
  }

  private static JobState state(String name, int at) throws FilterException {
    for (JobState state : JobState.values()) {
      if (state.name().equalsIgnoreCase(name)) {
        return state;
      }
    }
    throw new FilterException(
        Code.STATE, at, "\"" + name + "\" is not one of ready, reserved, delayed, buried");
  }

  /** Of a group of failures there are buried jobs only; outside of it there may be any. */
  private void addFailure(Word word) {
    isTubeAndStateOnly = false;
    Predicate<String> isGroup = word.value()::equals;
    if (word.isNegated()) {
      failures.add(isGroup.negate());
    } else {
      failures.add(isGroup);
      states.retainAll(EnumSet.of(JobState.BURIED));
      fields.add((_, job) -> job.state() == JobState.BURIED);
    }
  }

  private void addField(Word word, FieldTest test) {
    isTubeAndStateOnly = false;
    fields.add(word.isNegated() ? test.negated() : test);
  }

  private void addBody(Word word, BodyTest test) {
    isTubeAndStateOnly = false;
    bodies.add(word.isNegated() ? test.negated() : test);
  }

  private static BodyTest jsonField(Word word) throws FilterException {
    List<String> path = List.of(word.name().substring(BODY_PATH.length()).split("\\.", -1));
    if (path.contains("")) {
      throw new FilterException(
          Code.PATH, word.at(), "A name is missing in \"" + word.name() + "\"");
    }
    return new JsonField(path, new Glob(word.value()));
  }

  private static FieldTest number(Word word, Unit unit, ToLongFunction<JobView> field)
      throws FilterException {
    Bounds bounds = Bounds.read(word, unit);
    return (_, job) -> bounds.allow(field.applyAsLong(job));
  }

  private static FieldTest age(Word word, ToLongFunction<JobView> begin) throws FilterException {
    Bounds bounds = Bounds.read(word, Unit.DURATION);
    return (nowMillis, job) -> bounds.allow(nowMillis - begin.applyAsLong(job));
  }

  private static FieldTest holder(Glob glob) {
    Glob wanted = glob.isPlain() ? new Glob("*" + glob.pattern() + "*") : glob;
    return (_, job) ->
        job.holder() instanceof Connection holder && wanted.fits(holder.address().toString());
  }

  private static long count(int unsigned) {
    return Integer.toUnsignedLong(unsigned);
  }
}
