package io.haulm.tasks.testing;

import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Trees;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Counts members as the server does: one that comes again takes its own place. */
final class MemoryChords implements Chords {

  /** A member's place, id and text. */
  private record Arrived(int index, String taskId, String text) {}

  private final Guard guard = new Guard();
  private final Wire wire;
  private final Map<String, Integer> sizes = new HashMap<>();
  private final Map<String, Set<Arrived>> arrived = new HashMap<>();

  MemoryChords(Wire wire) {
    this.wire = wire;
  }

  void expect(String groupId, int members) {
    guard.run(() -> sizes.put(groupId, members));
  }

  @Override
  public CompletableFuture<Optional<List<Member>>> arrived(
      String groupId, int index, Member member, Duration ttl) {
    List<@Nullable Object> entry = Arrays.asList(member.taskId(), member.status(), member.result());
    String text = new String(wire.text(entry), StandardCharsets.UTF_8);
    Arrived one = new Arrived(index, member.taskId(), text);
    return CompletableFuture.completedFuture(guard.get(() -> counted(groupId, one)));
  }

  private Optional<List<Member>> counted(String groupId, Arrived one) {
    Set<Arrived> all = arrived.computeIfAbsent(groupId, id -> inOrder());
    all.remove(one);
    all.add(one);
    Integer size = sizes.get(groupId);
    boolean isComplete = size != null && size == all.size();
    return isComplete ? Optional.of(members(all)) : Optional.empty();
  }

  private static Set<Arrived> inOrder() {
    return new TreeSet<>(Comparator.comparingInt(Arrived::index).thenComparing(Arrived::taskId));
  }

  private List<Member> members(Set<Arrived> all) {
    List<Member> members = new ArrayList<>();
    for (Arrived one : all) {
      List<Object> entry = Trees.list(wire.read(one.text()));
      members.add(
          new Member(String.valueOf(entry.get(0)), String.valueOf(entry.get(1)), entry.get(2)));
    }
    return members;
  }

  @Override
  public CompletableFuture<Void> done(String groupId) {
    guard.run(() -> {
      sizes.remove(groupId);
      arrived.remove(groupId);
    });
    return Futures.done();
  }
}
