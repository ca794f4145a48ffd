package io.haulm.testkit.model;

import io.haulm.engine.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model knows of a connection. */
final class ModelSession {
  /** A put whose body is on its way. */
  record PutBegun(
      long jobId, long createdMillis, long priority, long delayMillis, long ttrMillis) {}

  /** The engine's object for the same connection; only its identity is used. */
  final Session handle;

  String uses = ModelState.DEFAULT_TUBE;
  final List<String> watches = new ArrayList<>();
  boolean producer;
  boolean worker;
  boolean halfClosed;
  boolean waiting;

  /** Until when it waits; only meaningful while it does. */
  long waitsUntilMillis;

  @Nullable PutBegun put;

  ModelSession(Session handle) {
    this.handle = handle;
  }

  ModelSession copy() {
    ModelSession copy = new ModelSession(handle);
    copy.uses = uses;
    copy.watches.addAll(watches);
    copy.producer = producer;
    copy.worker = worker;
    copy.halfClosed = halfClosed;
    copy.waiting = waiting;
    copy.waitsUntilMillis = waitsUntilMillis;
    copy.put = put;
    return copy;
  }
}
