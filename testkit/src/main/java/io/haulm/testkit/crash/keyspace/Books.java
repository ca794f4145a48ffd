package io.haulm.testkit.crash.keyspace;

import io.haulm.testkit.crash.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * What clients know of their entries and elements, each of which has a tag that no other has. Any
 * thread.
 */
final class Books {
  /** By tag: how the XADD ended. */
  final ConcurrentMap<String, Outcome> added = new ConcurrentHashMap<>();

  /** By tag: how often the group delivered the entry as a new one. */
  final ConcurrentMap<String, Integer> delivered = new ConcurrentHashMap<>();

  /** By tag: how the XACK ended. */
  final ConcurrentMap<String, Outcome> acknowledged = new ConcurrentHashMap<>();

  /** By tag: how the LPUSH ended. */
  final ConcurrentMap<String, Outcome> pushed = new ConcurrentHashMap<>();

  /** By tag: how often the element was popped. */
  final ConcurrentMap<String, Integer> popped = new ConcurrentHashMap<>();

  /** Reads and pops without an answer: each may have taken an entry or an element. */
  final AtomicLong unansweredReads = new AtomicLong();

  final AtomicLong unansweredPops = new AtomicLong();
  final AtomicLong confirmations = new AtomicLong();

  /** Counts what a client was told. */
  void confirmed() {
    confirmations.incrementAndGet();
  }

  /**
   * What is wrong with the state that was found in the end.
   *
   * @param entries tags of the stream's entries
   * @param pending tags of the group's pending entries
   * @param elements tags of the list's elements
   */
  List<String> check(List<String> entries, List<String> pending, List<String> elements) {
    List<String> findings = new ArrayList<>();
    added.forEach((tag, outcome) -> {
      long times = entries.stream().filter(tag::equals).count();
      if (times > 1 || (times == 0 && outcome == Outcome.OK)) {
        findings.add("entry " + tag + ", added " + outcome + ", is there " + times + " times");
      }
    });
    entries.stream()
        .filter(tag -> !added.containsKey(tag))
        .forEach(tag -> findings.add("entry " + tag + " was added by nobody"));
    checkPending(count(pending).keySet(), findings);
    checkElements(elements, findings);
    return findings;
  }

  private static Map<String, Long> count(List<String> tags) {
    return tags.stream().collect(Collectors.groupingBy(tag -> tag, Collectors.counting()));
  }

  private void checkPending(Set<String> pending, List<String> findings) {
    delivered.forEach((tag, times) -> {
      if (times > 1) {
        findings.add("entry " + tag + " was delivered as new " + times + " times");
      }
      if (!pending.contains(tag) && !acknowledged.containsKey(tag)) {
        findings.add("entry " + tag + " was delivered, not acknowledged, and is not pending");
      }
    });
    acknowledged.forEach((tag, outcome) -> {
      if (outcome == Outcome.OK && pending.contains(tag)) {
        findings.add("entry " + tag + " was acknowledged and is pending");
      }
    });
    long untold = pending.stream().filter(tag -> !delivered.containsKey(tag)).count();
    if (untold > unansweredReads.get()) {
      findings.add(untold + " entries are pending that nobody was told of");
    }
  }

  private void checkElements(List<String> elements, List<String> findings) {
    Map<String, Long> elementCounts = count(elements);
    long missing = 0;
    for (var push : pushed.entrySet()) {
      String tag = push.getKey();
      long times = elementCounts.getOrDefault(tag, 0L) + popped.getOrDefault(tag, 0);
      if (times > 1) {
        findings.add("element " + tag + " was seen " + times + " times");
      }
      if (times == 0 && push.getValue() == Outcome.OK) {
        missing++;
      }
    }
    if (missing > unansweredPops.get()) {
      findings.add(missing + " elements are gone, with " + unansweredPops + " unanswered pops");
    }
    elements.stream()
        .filter(tag -> !pushed.containsKey(tag))
        .forEach(tag -> findings.add("element " + tag + " was pushed by nobody"));
  }
}
