package io.haulm.engine.keyspace.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One stream with one group as one would write it down: ids without sequences, one field. */
final class StreamModel {
  /** A pending entry. */
  record Pending(String consumer, long timeMillis, long deliveries) {}

  final TreeMap<Long, String> entries = new TreeMap<>();
  final TreeMap<Long, Pending> pending = new TreeMap<>();
  long lastId;
  long lastDelivered;

  private String entry(long id) {
    String value = entries.get(id);
    return value == null
        ? "[\"" + id + "-0\", nil-array]"
        : "[\"" + id + "-0\", [\"a\", \"" + value + "\"]]";
  }

  private String told(List<Long> ids) {
    return "[" + String.join(", ", ids.stream().map(this::entry).toList()) + "]";
  }

  void add(long id, String value) {
    entries.put(id, value);
    lastId = id;
  }

  int trim(int lengthMax) {
    int gone = 0;
    while (entries.size() > lengthMax) {
      entries.pollFirstEntry();
      gone++;
    }
    return gone;
  }

  String range(long from, long to, int count) {
    return told(entries.subMap(from, true, to, true).keySet().stream().limit(count).toList());
  }

  String rangeBack(long from, long to, int count) {
    return told(
        entries.subMap(from, true, to, true).descendingKeySet().stream().limit(count).toList());
  }

  String readNew(String consumer, long now, int count) {
    List<Long> ids = entries.tailMap(lastDelivered, false).keySet().stream().limit(count).toList();
    for (long id : ids) {
      pending.put(id, new Pending(consumer, now, 1));
      lastDelivered = id;
    }
    return ids.isEmpty() ? "nil-array" : "[[\"s\", " + told(ids) + "]]";
  }

  String readHistory(String consumer, long after, long now, int count) {
    List<Long> ids = new ArrayList<>();
    for (var entry : pending.tailMap(after, false).entrySet()) {
      if (entry.getValue().consumer.equals(consumer) && ids.size() < count) {
        ids.add(entry.getKey());
        if (entries.containsKey(entry.getKey())) {
          entry.setValue(new Pending(consumer, now, entry.getValue().deliveries + 1));
        }
      }
    }
    return "[[\"s\", " + told(ids) + "]]";
  }

  String claim(String consumer, long id, long idleMillis, long now) {
    Pending known = pending.get(id);
    if (known == null) {
      return "[]";
    }
    if (!entries.containsKey(id)) {
      pending.remove(id);
      return "[]";
    }
    if (now - known.timeMillis < idleMillis) {
      return "[]";
    }
    pending.put(id, new Pending(consumer, now, known.deliveries + 1));
    return told(List.of(id));
  }

  long dropConsumer(String consumer) {
    long before = pending.size();
    pending.values().removeIf(entry -> entry.consumer.equals(consumer));
    return before - pending.size();
  }

  long handOver(String from, String to) {
    long count = 0;
    for (var entry : pending.entrySet()) {
      if (entry.getValue().consumer.equals(from)) {
        count++;
        Pending old = entry.getValue();
        entry.setValue(new Pending(to, old.timeMillis, old.deliveries));
      }
    }
    return count;
  }

  String allPending(long now) {
    List<String> all = new ArrayList<>();
    pending.forEach((id, entry) ->
        all.add(
            "[\"%d-0\", \"%s\", %d, %d]"
                .formatted(id, entry.consumer, now - entry.timeMillis, entry.deliveries)));
    return "[" + String.join(", ", all) + "]";
  }
}
