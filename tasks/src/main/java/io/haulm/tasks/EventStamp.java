package io.haulm.tasks;

import io.haulm.tasks.spi.Control;
import io.haulm.tasks.spi.TaskMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Begins events: who sends them and when, as Celery's monitors want to know. */
final class EventStamp {

  private final Control control;
  private final InstantSource clock;
  private final String sender;

  EventStamp(Control control, InstantSource clock, String sender) {
    this.control = control;
    this.clock = clock;
    this.sender = sender;
  }

  Map<String, @Nullable Object> of(String type) {
    Map<String, @Nullable Object> event = new LinkedHashMap<>();
    Instant now = clock.instant();
    event.put("type", type);
    event.put("hostname", sender);
    event.put("utcoffset", 0);
    event.put("pid", ProcessHandle.current().pid());
    event.put("clock", control.tick());
    event.put("timestamp", now.getEpochSecond() + now.getNano() / 1e9);
    return event;
  }

  Map<String, @Nullable Object> of(String type, TaskMessage message) {
    Map<String, @Nullable Object> event = of(type);
    event.put("uuid", message.id());
    return event;
  }

  /** With all that is known of a call before it runs. */
  Map<String, @Nullable Object> described(String type, TaskMessage message) {
    Map<String, @Nullable Object> event = of(type, message);
    event.put("name", message.task());
    event.put("args", PythonText.args(message.args()));
    event.put("kwargs", PythonText.repr(message.kwargs()));
    event.put("root_id", message.lineage().rootId());
    event.put("parent_id", message.lineage().parentId());
    event.put("retries", message.retries());
    event.put("eta", text(message.eta()));
    event.put("expires", text(message.expires()));
    return event;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
