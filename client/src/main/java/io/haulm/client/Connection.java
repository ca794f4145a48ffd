package io.haulm.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A connection to a server of the beanstalkd protocol. Each method sends one command and waits for
 * its answer; {@link #async()} gives the same with futures.
 *
 * <p>A question to which the answer may be "there is none" returns an {@link Optional}; an order
 * that cannot be carried out throws an {@link ErrorReplyException}. Names and numbers that the
 * protocol cannot carry are an {@link IllegalArgumentException}, and nothing is sent.
 *
 * <p>When the server cannot be reached or the connection is lost, every command under way throws a
 * {@link ConnectionException}, which tells whether it may have been done. The next command connects
 * again, and the same tubes are used and watched as before. Jobs that were held are not: the server
 * has given them back.
 *
 * <p>Several threads may share a connection. But the server does one command after the other:
 * behind a {@link #reserve} that waits, all others wait. Threads that wait for jobs need
 * connections of their own. An interrupt of a thread that waits here ends the connection, for all
 * who share it.
 */
public final class Connection implements AutoCloseable {
  private final Reconnector reconnector;
  private final AsyncConnection async;

  private Connection(Reconnector reconnector) {
    this.reconnector = reconnector;
    this.async = new AsyncConnection(reconnector);
  }

  /**
   * Connects with default options.
   *
   * @param address see {@link ServerAddress#of}
   * @throws ConnectFailedException when the server cannot be reached
   */
  public static Connection open(String address) {
    return open(ConnectionOptions.to(address));
  }

  /**
   * Connects.
   *
   * @throws ConnectFailedException when the server cannot be reached
   */
  public static Connection open(ConnectionOptions options) {
    Connection connection = watching(options, List.of(ServerSide.DEFAULT_TUBE));
    connection.reconnector.connect();
    return connection;
  }

  /** Will connect with the first command, and then watch these tubes and no others. */
  static Connection watching(ConnectionOptions options, List<String> tubes) {
    return new Connection(new Reconnector(options, tubes));
  }

  /** The same connection with futures in the place of results. */
  public AsyncConnection async() {
    return async;
  }

  Reconnector reconnector() {
    return reconnector;
  }

  /**
   * Puts a job into the tube in use.
   *
   * @return its id
   * @throws JobTooBigException when the body is longer than the server allows
   * @throws DrainingException when the server takes no new jobs
   * @throws JobBuriedException when the server had no room to queue it
   */
  public long put(NewJob job) {
    return reconnector.call(Commands.put(job));
  }

  /**
   * Puts a job into a tube, which is then in use. Costs one round trip; the same as {@link #use}
   * and {@link #put(NewJob)} otherwise, but several threads may do it at the same time.
   */
  public long put(String tube, NewJob job) {
    return reconnector.call(Commands.put(job).into(tube));
  }

  /**
   * Uses a tube: puts, kicks and peeks without an id go there from now on.
   *
   * @return the tube's name
   */
  public String use(String tube) {
    return reconnector.call(Commands.use(tube));
  }

  /**
   * Takes the most urgent job of the watched tubes; waits for one as long as it takes.
   *
   * @throws DeadlineSoonException when a job that this connection holds must be finished first
   */
  public Job reserve() {
    return reconnector.call(Commands.reserve());
  }

  /**
   * Takes the most urgent job of the watched tubes.
   *
   * @param timeout how long to wait for one; rounded up to seconds, at most 2^31-1 of them
   * @return the job, or nothing when none came in time
   * @throws DeadlineSoonException when a job that this connection holds must be finished first
   */
  public Optional<Job> reserve(Duration timeout) {
    return reconnector.call(Commands.reserve(timeout));
  }

  /**
   * Takes a certain job, be it ready, delayed or buried, in any tube.
   *
   * @return the job, or nothing when there is none or somebody holds it
   */
  public Optional<Job> reserveJob(long id) {
    return reconnector.call(Commands.reserveJob(id));
  }

  /**
   * Deletes a job: one that this connection holds, or any that nobody holds.
   *
   * @throws NotFoundException when there is none, or somebody else holds it
   */
  public void delete(long id) {
    reconnector.call(Commands.delete(id));
  }

  /**
   * Gives a job that this connection holds back to its tube.
   *
   * @param priority its new priority, from 0 (most urgent) to {@link NewJob#PRIORITY_MAX}
   * @param delay how long it stays delayed; rounded up to seconds, at most 2^32-1 of them
   * @throws NotFoundException when this connection does not hold it (any more)
   * @throws JobBuriedException when the server had no room to queue it
   */
  public void release(long id, long priority, Duration delay) {
    reconnector.call(Commands.release(id, priority, delay));
  }

  /**
   * Puts a job that this connection holds aside, until it is kicked.
   *
   * @throws NotFoundException when this connection does not hold it (any more)
   */
  public void bury(long id, long priority) {
    reconnector.call(Commands.bury(id, priority));
  }

  /**
   * Lets the time to run of a job that this connection holds begin anew.
   *
   * @throws NotFoundException when this connection does not hold it (any more)
   */
  public void touch(long id) {
    reconnector.call(Commands.touch(id));
  }

  /**
   * Takes jobs from this tube as well.
   *
   * @return how many tubes are watched now
   */
  public int watch(String tube) {
    return reconnector.call(Commands.watch(tube));
  }

  /**
   * Takes no more jobs from this tube.
   *
   * @return how many tubes are watched now
   * @throws NotIgnoredException when it is the only one that is watched
   */
  public int ignore(String tube) {
    return reconnector.call(Commands.ignore(tube));
  }

  /** Looks at a job without taking it. */
  public Optional<Job> peek(long id) {
    return reconnector.call(Commands.peek(id));
  }

  /** Looks at the next ready job of the tube in use. */
  public Optional<Job> peekReady() {
    return reconnector.call(Commands.peekReady());
  }

  /**
   * Shows the same of another tube, which is then in use. Costs one round trip, and several threads
   * may do it at the same time.
   */
  public Optional<Job> peekReady(String tube) {
    return reconnector.call(Commands.peekReady().into(tube));
  }

  /** Looks at the delayed job of the tube in use whose time comes first. */
  public Optional<Job> peekDelayed() {
    return reconnector.call(Commands.peekDelayed());
  }

  /** Looks at the job of the tube in use that was buried first. */
  public Optional<Job> peekBuried() {
    return reconnector.call(Commands.peekBuried());
  }

  /**
   * Makes buried jobs of the tube in use ready; when there are none, delayed ones.
   *
   * @param max how many at most, from 0 to 2^32-1
   * @return how many there were
   */
  public long kick(long max) {
    return reconnector.call(Commands.kick(max));
  }

  /**
   * Makes a buried or delayed job ready.
   *
   * @throws NotFoundException when there is none, or it is neither
   */
  public void kickJob(long id) {
    reconnector.call(Commands.kickJob(id));
  }

  /** Statistics of the server. */
  public Stats stats() {
    return reconnector.call(Commands.stats());
  }

  /** Statistics of a job, if there is one. */
  public Optional<JobStats> statsJob(long id) {
    return reconnector.call(Commands.statsJob(id));
  }

  /** Statistics of a tube, if there is one. */
  public Optional<TubeStats> statsTube(String tube) {
    return reconnector.call(Commands.statsTube(tube));
  }

  /** The names of all tubes. */
  public List<String> listTubes() {
    return reconnector.call(Commands.listTubes());
  }

  /** The names of the tubes that this connection watches, as the server knows them. */
  public List<String> listTubesWatched() {
    return reconnector.call(Commands.listTubesWatched());
  }

  /** The name of the tube in use, as the server knows it. */
  public String listTubeUsed() {
    return reconnector.call(Commands.listTubeUsed());
  }

  /**
   * Lets nobody reserve a job of a tube for a time; zero ends a pause.
   *
   * @param pause rounded up to seconds, at most 2^32-1 of them
   * @throws NotFoundException when there is no such tube
   */
  public void pauseTube(String tube, Duration pause) {
    reconnector.call(Commands.pauseTube(tube, pause));
  }

  /**
   * Ends the connection; jobs that it holds go back to their tubes. Closing twice is no mistake.
   */
  @Override
  public void close() {
    reconnector.close();
  }
}
