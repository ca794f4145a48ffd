package io.haulm.tasks.tube;

import io.haulm.client.Connection;
import io.haulm.client.ConnectionPool;
import io.haulm.client.Job;
import io.haulm.client.NewJob;
import io.haulm.client.TubeStats;
import io.haulm.tasks.spi.Chords;
import io.haulm.tasks.spi.Futures;
import io.haulm.tasks.spi.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Chords by collecting: each member that has ended leaves a job in the chord's tube. One more job,
 * which knows how many there will be, lies in a tube beside it. Whoever finds that all members are
 * there takes that one, and may then take all the others; it keeps them until the body is sent.
 *
 * <p>Whoever holds these jobs and dies loses them to the next: his own message was not acknowledged
 * either, so the next comes along.
 */
final class TubeChords implements Chords, AutoCloseable {

  /** How long the jobs of a chord may be held by one that counts or completes it. */
  private static final Duration HOLD = Duration.ofSeconds(60);

  /** How long a member may stand in line; its task's lease is renewed meanwhile. */
  private static final Duration LENT_WAIT = Duration.ofMinutes(10);

  private static final Duration SIZE_WAIT = Duration.ofSeconds(1);
  private static final String SIZE = "size";

  private final Server server;
  private final Bodies bodies;
  private final Map<String, Completion> completions = new ConcurrentHashMap<>();

  TubeChords(Server server, Bodies bodies) {
    this.server = server;
    this.bodies = bodies;
  }

  /**
   * A chord that is complete, and whose body is about to be sent.
   *
   * @param lease the connection that holds its jobs
   * @param jobs all of them
   * @param endNanos when the server takes them back
   */
  private record Completion(ConnectionPool.Lease lease, List<Long> jobs, long endNanos) {}

  /** A member as its job has it. */
  private record Arrived(long jobId, int index, Member member) {}

  /** Makes the job that knows the size; to be sent before any member. */
  CompletableFuture<Long> expect(String groupId, int members, Duration ttl) {
    byte[] body = bodies.write(Map.of(SIZE, members), ttl);
    return server.put(Tubes.named(Tubes.CHORD_SIZE, groupId), NewJob.of(body).ttr(HOLD));
  }

  @Override
  public CompletableFuture<Optional<List<Member>>> arrived(
      String groupId, int index, Member member, Duration ttl) {
    String tube = Tubes.named(Tubes.CHORD, groupId);
    CompletableFuture<Long> put = server.put(tube, NewJob.of(body(index, member, ttl)).ttr(HOLD));
    CompletableFuture<Optional<Job>> size = server.first(Tubes.named(Tubes.CHORD_SIZE, groupId));
    CompletableFuture<Optional<TubeStats>> stats = server.shared().statsTube(tube);
    return put.thenCompose(mine ->
        size.thenCombine(stats, this::isIncomplete)
            .thenCompose(isIncomplete ->
                isIncomplete
                    ? CompletableFuture.completedFuture(Optional.empty())
                    : CompletableFuture.supplyAsync(
                        () -> collected(groupId, mine), server.threads())));
  }

  // Whoever puts the last one sees all; a size that cannot be seen is held, or the chord is over.
  private boolean isIncomplete(Optional<Job> size, Optional<TubeStats> stats) {
    long there = stats.map(tube -> tube.ready() + tube.reserved()).orElse(0L);
    return size.isPresent() && there < members(size.get());
  }

  /** All members, when they are there and nobody else has them. */
  private Optional<List<Member>> collected(String groupId, long mine) {
    giveUpForsaken();
    ConnectionPool.Lease lease = server.lent().borrow(LENT_WAIT);
    boolean isKept = false;
    try {
      Connection connection = lease.connection();
      Optional<Job> size = heldSize(connection, groupId);
      if (size.isEmpty()) {
        Pipelined.joined(server.remove(mine));
        return Optional.empty();
      }
      Optional<List<Arrived>> all =
          allOf(connection, Tubes.named(Tubes.CHORD, groupId), members(size.get()));
      all.ifPresent(members -> keep(groupId, lease, size.get(), members));
      isKept = all.isPresent();
      if (!isKept) {
        connection.release(size.get().id(), NewJob.PRIORITY_DEFAULT, Duration.ZERO);
      }
      return all.map(TubeChords::inOrder);
    } finally {
      if (!isKept) {
        lease.close();
      }
    }
  }

  // Held by another, it comes when he lets go of it; deleted by another, it never does. Let go of
  // between our two questions it is ready, and that is no end either.
  private static Optional<Job> heldSize(Connection connection, String groupId) {
    String tube = Tubes.named(Tubes.CHORD_SIZE, groupId);
    Futures.letGo(connection.async().watch(tube));
    Futures.letGo(connection.async().ignore("default"));
    Optional<Job> size = connection.reserve(Duration.ZERO);
    while (size.isEmpty() && isThere(connection.statsTube(tube))) {
      size = connection.reserve(SIZE_WAIT);
    }
    return size;
  }

  private static boolean isThere(Optional<TubeStats> tube) {
    return tube.isPresent() && tube.get().ready() + tube.get().reserved() > 0;
  }

  private int members(Job size) {
    return bodies.read(size.body()).get(SIZE) instanceof Number number ? number.intValue() : 0;
  }

  /** All members, held by this connection; nothing when some are missing still. */
  private Optional<List<Arrived>> allOf(Connection connection, String tube, int size) {
    long there = connection.statsTube(tube).map(TubeStats::ready).orElse(0L);
    if (there < size) {
      return Optional.empty();
    }
    connection.watch(tube);
    List<Arrived> members = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Job job : Pipelined.reserve(connection, Math.toIntExact(there))) {
      Arrived one = arrived(job);
      if (seen.add(one.member().taskId())) {
        members.add(one);
      } else {
        connection.delete(job.id());
      }
    }
    if (members.size() >= size) {
      return Optional.of(members);
    }
    members.forEach(one -> connection.release(one.jobId(), NewJob.PRIORITY_DEFAULT, Duration.ZERO));
    return Optional.empty();
  }

  private void keep(String groupId, ConnectionPool.Lease lease, Job size, List<Arrived> members) {
    List<Long> jobs = new ArrayList<>();
    members.forEach(one -> jobs.add(one.jobId()));
    jobs.add(size.id());
    completions.put(groupId, new Completion(lease, jobs, System.nanoTime() + HOLD.toNanos()));
  }

  private static List<Member> inOrder(List<Arrived> members) {
    return members.stream()
        .sorted(Comparator.comparingInt(Arrived::index).thenComparing(one -> one.member().taskId()))
        .map(Arrived::member)
        .toList();
  }

  @Override
  public CompletableFuture<Void> done(String groupId) {
    Completion completion = completions.remove(groupId);
    return completion == null
        ? Futures.done()
        : CompletableFuture.runAsync(() -> forget(completion), server.threads());
  }

  private static void forget(Completion completion) {
    try (ConnectionPool.Lease lease = completion.lease()) {
      List<CompletableFuture<Void>> deletes = new ArrayList<>();
      for (long job : completion.jobs()) {
        deletes.add(Server.goneIsFine(lease.connection().async().delete(job)));
      }
      Pipelined.joined(Server.all(deletes));
    }
  }

  // A body that could not be sent leaves its chord held; the server has it back by now.
  private void giveUpForsaken() {
    long nowNanos = System.nanoTime();
    completions.forEach((groupId, completion) -> {
      if (nowNanos - completion.endNanos() > 0 && completions.remove(groupId, completion)) {
        completion.lease().close();
      }
    });
  }

  private byte[] body(int index, Member member, Duration ttl) {
    byte[] body = bodies.write(tree(index, member), ttl);
    if (body.length <= server.bodyBytesMax()) {
      return body;
    }
    Object error =
        TubeResults.tooBig("the result of a chord's member", body.length, server.bodyBytesMax());
    return bodies.write(tree(index, new Member(member.taskId(), "FAILURE", error)), ttl);
  }

  private static Map<String, @Nullable Object> tree(int index, Member member) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("index", index);
    tree.put("task_id", member.taskId());
    tree.put("status", member.status());
    tree.put("result", member.result());
    return tree;
  }

  private Arrived arrived(Job job) {
    Map<String, Object> tree = bodies.read(job.body());
    int index = tree.get("index") instanceof Number number ? number.intValue() : 0;
    String taskId = String.valueOf(Trees.text(tree.get("task_id")));
    String status = String.valueOf(Trees.text(tree.get("status")));
    return new Arrived(job.id(), index, new Member(taskId, status, tree.get("result")));
  }

  @Override
  public void close() {
    completions.values().forEach(completion -> completion.lease().close());
  }
}
