package io.haulm.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The commands of the protocol: how each is written and what each of its replies means. */
final class Commands {
  private static final String RESERVED = "RESERVED";
  private static final String TIMED_OUT = "TIMED_OUT";
  private static final long MILLIS_PER_SECOND = 1000;

  private Commands() {}

  static Command<Long> put(NewJob job) {
    String line =
        "put "
            + job.priority()
            + ' '
            + job.delaySeconds()
            + ' '
            + job.ttrSeconds()
            + ' '
            + job.body().length;
    return Command.of(line, Commands::inserted).withBody(job.body());
  }

  private static Long inserted(Reply reply, String command) throws MalformedReplyException {
    return expect("INSERTED", reply, command).number();
  }

  static Command<String> use(String tube) {
    String line = "use " + ProtocolLimits.tubeName(tube);
    return Command.of(
            line,
            (reply, command) -> expect("USING", reply, command).rest(),
            (state, used) -> state.use(tube))
        .using(tube);
  }

  static Command<Job> reserve() {
    return Command.of(
            "reserve",
            (reply, command) -> expect(RESERVED, reply, command).job(),
            (state, job) -> state.hold(job.id()))
        .reserving(Command.FOREVER);
  }

  static Command<Optional<Job>> reserve(Duration timeout) {
    long seconds = ProtocolLimits.seconds("timeout", timeout, ProtocolLimits.RESERVE_SECONDS_MAX);
    return reserveUnless(TIMED_OUT, "reserve-with-timeout " + seconds)
        .reserving(seconds * MILLIS_PER_SECOND);
  }

  static Command<Optional<Job>> reserveJob(long id) {
    return reserveUnless(NotFoundException.WORD, "reserve-job " + ProtocolLimits.jobId(id))
        .reserving(0);
  }

  private static Command<Optional<Job>> reserveUnless(String none, String line) {
    return Command.of(
        line,
        (reply, command) ->
            reply.is(none) ? Optional.empty() : Optional.of(expect(RESERVED, reply, command).job()),
        (state, job) -> job.ifPresent(reserved -> state.hold(reserved.id())));
  }

  static Command<Void> delete(long id) {
    return settle(id, "delete " + ProtocolLimits.jobId(id), "DELETED");
  }

  static Command<Void> release(long id, long priority, Duration delay) {
    long seconds = ProtocolLimits.seconds("delay", delay, ProtocolLimits.UNSIGNED_MAX);
    ProtocolLimits.unsigned("priority", priority);
    String line = "release " + ProtocolLimits.jobId(id) + ' ' + priority + ' ' + seconds;
    return Command.of(
        line,
        (reply, command) -> {
          if (reply.is(JobBuriedException.WORD)) {
            throw new JobBuriedException(command, id);
          }
          return expectOnly("RELEASED", reply, command);
        },
        (state, done) -> state.letGo(id));
  }

  static Command<Void> bury(long id, long priority) {
    ProtocolLimits.unsigned("priority", priority);
    return settle(id, "bury " + ProtocolLimits.jobId(id) + ' ' + priority, "BURIED");
  }

  private static Command<Void> settle(long id, String line, String word) {
    return Command.of(
        line,
        (reply, command) -> expectOnly(word, reply, command),
        (state, done) -> state.letGo(id));
  }

  static Command<Void> touch(long id) {
    return order("touch " + ProtocolLimits.jobId(id), "TOUCHED");
  }

  static Command<Integer> watch(String tube) {
    return Command.of(
        "watch " + ProtocolLimits.tubeName(tube),
        Commands::watching,
        (state, count) -> state.watch(tube));
  }

  static Command<Integer> ignore(String tube) {
    return Command.of(
        "ignore " + ProtocolLimits.tubeName(tube),
        Commands::watching,
        (state, count) -> state.ignore(tube));
  }

  private static Integer watching(Reply reply, String command) throws MalformedReplyException {
    return Math.toIntExact(expect("WATCHING", reply, command).number());
  }

  static Command<Optional<Job>> peek(long id) {
    return question("peek " + ProtocolLimits.jobId(id));
  }

  static Command<Optional<Job>> peekReady() {
    return question("peek-ready");
  }

  static Command<Optional<Job>> peekDelayed() {
    return question("peek-delayed");
  }

  static Command<Optional<Job>> peekBuried() {
    return question("peek-buried");
  }

  private static Command<Optional<Job>> question(String line) {
    return Command.of(
        line,
        (reply, command) ->
            reply.is(NotFoundException.WORD)
                ? Optional.empty()
                : Optional.of(expect("FOUND", reply, command).job()));
  }

  static Command<Long> kick(long max) {
    String line = "kick " + ProtocolLimits.unsigned("number of jobs", max);
    return Command.of(line, (reply, command) -> expect("KICKED", reply, command).number());
  }

  static Command<Void> kickJob(long id) {
    return order("kick-job " + ProtocolLimits.jobId(id), "KICKED");
  }

  static Command<Stats> stats() {
    return Command.of(
        "stats", (reply, command) -> new Stats(Stats.readMap(ok(reply, command).bodyText())));
  }

  static Command<Optional<JobStats>> statsJob(long id) {
    return statsOf("stats-job " + ProtocolLimits.jobId(id), JobStats::new);
  }

  static Command<Optional<TubeStats>> statsTube(String tube) {
    return statsOf("stats-tube " + ProtocolLimits.tubeName(tube), TubeStats::new);
  }

  private static <S> Command<Optional<S>> statsOf(
      String line, Function<Map<String, String>, S> reader) {
    return Command.of(
        line,
        (reply, command) ->
            reply.is(NotFoundException.WORD)
                ? Optional.empty()
                : Optional.of(reader.apply(Stats.readMap(ok(reply, command).bodyText()))));
  }

  static Command<List<String>> listTubes() {
    return list("list-tubes");
  }

  static Command<List<String>> listTubesWatched() {
    return list("list-tubes-watched");
  }

  private static Command<List<String>> list(String line) {
    return Command.of(line, (reply, command) -> Stats.readList(ok(reply, command).bodyText()));
  }

  static Command<String> listTubeUsed() {
    return Command.of("list-tube-used", (reply, command) -> expect("USING", reply, command).rest());
  }

  static Command<Void> pauseTube(String tube, Duration pause) {
    long seconds = ProtocolLimits.seconds("pause", pause, ProtocolLimits.UNSIGNED_MAX);
    return order("pause-tube " + ProtocolLimits.tubeName(tube) + ' ' + seconds, "PAUSED");
  }

  private static Command<Void> order(String line, String word) {
    return Command.of(line, (reply, command) -> expectOnly(word, reply, command));
  }

  private static Reply ok(Reply reply, String command) throws MalformedReplyException {
    return expect("OK", reply, command);
  }

  @SuppressWarnings("NullAway") // Void has no other value.
  private static Void expectOnly(String word, Reply reply, String command)
      throws MalformedReplyException {
    expect(word, reply, command);
    return null;
  }

  private static Reply expect(String word, Reply reply, String command)
      throws MalformedReplyException {
    if (reply.is(word)) {
      return reply;
    }
    throw ErrorReplies.exception(reply, command);
  }
}
