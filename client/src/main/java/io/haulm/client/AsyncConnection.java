package io.haulm.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The commands of a {@link Connection} without the waiting: any number may be under way, and their
 * futures are completed in the order in which they were sent. What a future fails with is what the
 * synchronous command throws; see there.
 *
 * <p>Callbacks run on the thread that reads the replies, so they must not wait for anything but
 * this connection; longer ones belong into the {@code Async} methods of the future. A method waits
 * itself in two cases: when the connection has to be made anew, and when the server takes commands
 * more slowly than they come.
 *
 * <p>To cancel a future does not call its command back. When a reserve was cancelled and a job
 * comes for it, the connection is closed, because that is how the protocol gives a job back.
 */
public final class AsyncConnection {
  private final Reconnector reconnector;

  AsyncConnection(Reconnector reconnector) {
    this.reconnector = reconnector;
  }

  /** See {@link Connection#put(NewJob)}. */
  public CompletableFuture<Long> put(NewJob job) {
    return reconnector.send(Commands.put(job));
  }

  /** See {@link Connection#put(String, NewJob)}. */
  public CompletableFuture<Long> put(String tube, NewJob job) {
    return reconnector.send(Commands.put(job).into(tube));
  }

  /** See {@link Connection#use(String)}. */
  public CompletableFuture<String> use(String tube) {
    return reconnector.send(Commands.use(tube));
  }

  /** See {@link Connection#reserve()}. */
  public CompletableFuture<Job> reserve() {
    return reconnector.send(Commands.reserve());
  }

  /** See {@link Connection#reserve(Duration)}. */
  public CompletableFuture<Optional<Job>> reserve(Duration timeout) {
    return reconnector.send(Commands.reserve(timeout));
  }

  /** See {@link Connection#reserveJob(long)}. */
  public CompletableFuture<Optional<Job>> reserveJob(long id) {
    return reconnector.send(Commands.reserveJob(id));
  }

  /** See {@link Connection#delete(long)}. */
  public CompletableFuture<Void> delete(long id) {
    return reconnector.send(Commands.delete(id));
  }

  /** See {@link Connection#release(long, long, Duration)}. */
  public CompletableFuture<Void> release(long id, long priority, Duration delay) {
    return reconnector.send(Commands.release(id, priority, delay));
  }

  /** See {@link Connection#bury(long, long)}. */
  public CompletableFuture<Void> bury(long id, long priority) {
    return reconnector.send(Commands.bury(id, priority));
  }

  /** See {@link Connection#touch(long)}. */
  public CompletableFuture<Void> touch(long id) {
    return reconnector.send(Commands.touch(id));
  }

  /** See {@link Connection#watch(String)}. */
  public CompletableFuture<Integer> watch(String tube) {
    return reconnector.send(Commands.watch(tube));
  }

  /** See {@link Connection#ignore(String)}. */
  public CompletableFuture<Integer> ignore(String tube) {
    return reconnector.send(Commands.ignore(tube));
  }

  /** See {@link Connection#peek(long)}. */
  public CompletableFuture<Optional<Job>> peek(long id) {
    return reconnector.send(Commands.peek(id));
  }

  /** See {@link Connection#peekReady()}. */
  public CompletableFuture<Optional<Job>> peekReady() {
    return reconnector.send(Commands.peekReady());
  }

  /** See {@link Connection#peekReady(String)}. */
  public CompletableFuture<Optional<Job>> peekReady(String tube) {
    return reconnector.send(Commands.peekReady().into(tube));
  }

  /** See {@link Connection#peekDelayed()}. */
  public CompletableFuture<Optional<Job>> peekDelayed() {
    return reconnector.send(Commands.peekDelayed());
  }

  /** See {@link Connection#peekBuried()}. */
  public CompletableFuture<Optional<Job>> peekBuried() {
    return reconnector.send(Commands.peekBuried());
  }

  /** See {@link Connection#kick(long)}. */
  public CompletableFuture<Long> kick(long max) {
    return reconnector.send(Commands.kick(max));
  }

  /** See {@link Connection#kickJob(long)}. */
  public CompletableFuture<Void> kickJob(long id) {
    return reconnector.send(Commands.kickJob(id));
  }

  /** See {@link Connection#stats()}. */
  public CompletableFuture<Stats> stats() {
    return reconnector.send(Commands.stats());
  }

  /** See {@link Connection#statsJob(long)}. */
  public CompletableFuture<Optional<JobStats>> statsJob(long id) {
    return reconnector.send(Commands.statsJob(id));
  }

  /** See {@link Connection#statsTube(String)}. */
  public CompletableFuture<Optional<TubeStats>> statsTube(String tube) {
    return reconnector.send(Commands.statsTube(tube));
  }

  /** See {@link Connection#listTubes()}. */
  public CompletableFuture<List<String>> listTubes() {
    return reconnector.send(Commands.listTubes());
  }

  /** See {@link Connection#listTubesWatched()}. */
  public CompletableFuture<List<String>> listTubesWatched() {
    return reconnector.send(Commands.listTubesWatched());
  }

  /** See {@link Connection#listTubeUsed()}. */
  public CompletableFuture<String> listTubeUsed() {
    return reconnector.send(Commands.listTubeUsed());
  }

  /** See {@link Connection#pauseTube(String, Duration)}. */
  public CompletableFuture<Void> pauseTube(String tube, Duration pause) {
    return reconnector.send(Commands.pauseTube(tube, pause));
  }
}
