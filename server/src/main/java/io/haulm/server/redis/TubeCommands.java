package io.haulm.server.redis;

import io.haulm.engine.Command;
import io.haulm.engine.Limits;
import io.haulm.engine.Reply;
import io.haulm.engine.TubeName;
import io.haulm.engine.keyspace.Call;
import io.haulm.engine.keyspace.CommandSpec.Flag;
import io.haulm.engine.keyspace.CommandTable;
import io.haulm.engine.keyspace.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The tubes of Haulm for clients of Redis: TUBE.PUT, TUBE.RESERVE and what belongs to them. They
 * are the very tubes that clients of beanstalkd see.
 */
final class TubeCommands {
  /** The priority of a job when none is given: the first that does not count as urgent. */
  static final long PRIORITY_USUAL = Limits.URGENT_BELOW;

  /** The time to run of a job when none is given, in milliseconds. */
  static final long TTR_MILLIS_USUAL = 60_000;

  private static final String SINCE = "7.4.0";
  private static final Flag[] CHANGES = {Flag.WRITE, Flag.NOSCRIPT, Flag.FAST};
  private static final Flag[] PUTS = {Flag.WRITE, Flag.DENYOOM, Flag.NOSCRIPT, Flag.FAST};
  private static final Flag[] WAITS = {Flag.WRITE, Flag.BLOCKING, Flag.NOSCRIPT};
  private static final Flag[] LOOKS = {Flag.READONLY, Flag.NOSCRIPT, Flag.FAST};

  private final RedisFace face;

  private TubeCommands(RedisFace face) {
    this.face = face;
  }

  static void register(CommandTable commands, RedisFace face) {
    TubeCommands handlers = new TubeCommands(face);
    new CommandGroup(commands, "tube")
        .add("tube.put", -3, SINCE, "Puts a job into a tube", handlers::put, PUTS)
        .add("tube.reserve", -2, SINCE, "Reserves a job", TubeCommands::reserve, WAITS)
        .add("tube.delete", 2, SINCE, "Deletes a job", TubeCommands::delete, CHANGES)
        .add("tube.release", -2, SINCE, "Gives a job back", TubeCommands::release, CHANGES)
        .add("tube.bury", -2, SINCE, "Puts a job aside", TubeCommands::bury, CHANGES)
        .add("tube.touch", 2, SINCE, "Begins a job's time anew", TubeCommands::touch, CHANGES)
        .add("tube.kick", 3, SINCE, "Makes jobs of a tube ready", TubeCommands::kick, CHANGES)
        .add("tube.kickjob", 2, SINCE, "Makes one job ready", TubeCommands::kickJob, CHANGES)
        .add("tube.pause", 3, SINCE, "Stops reservations from a tube", TubeCommands::pause, CHANGES)
        .add("tube.peek", -2, SINCE, "Shows a job", TubeCommands::peek, LOOKS)
        .add("tube.stats", -1, SINCE, "Tells about a tube, or all", TubeStats::stats, LOOKS)
        .add("tube.statsjob", 2, SINCE, "Tells about a job", TubeStats::statsJob, LOOKS)
        .add("tube.list", 1, SINCE, "Lists the tubes", TubeStats::list, LOOKS);
  }

  private void put(Call call) {
    String tube = tube(call, 1);
    long priority = PRIORITY_USUAL;
    long delayMillis = 0;
    long ttrMillis = TTR_MILLIS_USUAL;
    for (int i = 3; i < call.count(); i += 2) {
      if (call.is(i, "PRI")) {
        priority = priority(call, i + 1);
      } else if (call.is(i, "DELAY")) {
        delayMillis = millis(call, i + 1);
      } else if (call.is(i, "TTR")) {
        ttrMillis = millis(call, i + 1);
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    if (call.arg(2).length > face.options().jobBytesMax()) {
      throw new RefusedException(
          "JOBTOOBIG a body has at most " + face.options().jobBytesMax() + " bytes");
    }
    TubeSession tubes = tubes(call);
    tubes.use(tube);
    switch (tubes.put(call.arg(2), priority, delayMillis, ttrMillis)) {
      case Reply.Inserted(var jobId) -> call.reply().integer(jobId);
      case Reply.Plain.DRAINING ->
          throw new RefusedException(
              "DRAINING the server is to be shut down: it takes no new jobs");
      default -> throw new RefusedException("OOM there is no memory, or no disk, for another job");
    }
  }

  private static void reserve(Call call) {
    long timeoutMillis = call.mayBlock() ? -1 : 0;
    int at = 1;
    if (call.is(1, "TIMEOUT") && call.count() > 3) {
      long wanted = millis(call, 2);
      timeoutMillis = call.mayBlock() ? wanted : 0;
      at = 3;
    } else if (call.is(1, "JOB") && call.count() == 3) {
      tubes(call).reserve(new Command.ReserveJob(tubes(call).session(), jobId(call, 2)));
      return;
    }
    List<String> names = new ArrayList<>();
    for (int i = at; i < call.count(); i++) {
      names.add(tube(call, i));
    }
    TubeSession tubes = tubes(call);
    tubes.watch(names);
    tubes.reserve(
        timeoutMillis < 0
            ? new Command.Reserve(tubes.session())
            : new Command.ReserveWithTimeout(tubes.session(), timeoutMillis));
  }

  private static void delete(Call call) {
    TubeSession tubes = tubes(call);
    tellDone(call, tubes.apply(new Command.Delete(tubes.session(), jobId(call, 1))));
  }

  private static void release(Call call) {
    long priority = -1;
    long delayMillis = 0;
    for (int i = 2; i < call.count(); i += 2) {
      if (call.is(i, "PRI")) {
        priority = priority(call, i + 1);
      } else if (call.is(i, "DELAY")) {
        delayMillis = millis(call, i + 1);
      } else {
        throw new RefusedException(RefusedException.SYNTAX);
      }
    }
    TubeSession tubes = tubes(call);
    long jobId = jobId(call, 1);
    tellDone(
        call,
        tubes.apply(
            new Command.Release(
                tubes.session(), jobId, orPresent(priority, tubes, jobId), delayMillis)));
  }

  private static void bury(Call call) {
    boolean hasPriority = call.count() == 4 && call.is(2, "PRI");
    if (call.count() != 2 && !hasPriority) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    long priority = hasPriority ? priority(call, 3) : -1;
    TubeSession tubes = tubes(call);
    long jobId = jobId(call, 1);
    tellDone(
        call,
        tubes.apply(new Command.Bury(tubes.session(), jobId, orPresent(priority, tubes, jobId))));
  }

  /** The priority that was given, or else the one that the job has. */
  private static long orPresent(long priority, TubeSession tubes, long jobId) {
    if (priority >= 0) {
      return priority;
    }
    Reply found = tubes.apply(new Command.StatsJob(tubes.session(), jobId));
    return found instanceof Reply.JobStats stats ? stats.priority() : PRIORITY_USUAL;
  }

  private static void touch(Call call) {
    TubeSession tubes = tubes(call);
    tellDone(call, tubes.apply(new Command.Touch(tubes.session(), jobId(call, 1))));
  }

  private static void kick(Call call) {
    long bound =
        call.integer(
            2, 0, Limits.PRIORITY_MAX, "ERR bound must be from 0 to " + Limits.PRIORITY_MAX);
    TubeSession tubes = tubes(call);
    tubes.use(tube(call, 1));
    Reply reply = tubes.apply(new Command.Kick(tubes.session(), bound));
    call.reply().integer(reply instanceof Reply.Kicked(var count) ? count : 0);
  }

  private static void kickJob(Call call) {
    TubeSession tubes = tubes(call);
    tellDone(call, tubes.apply(new Command.KickJob(tubes.session(), jobId(call, 1))));
  }

  private static void pause(Call call) {
    TubeSession tubes = tubes(call);
    tellDone(
        call, tubes.apply(new Command.PauseTube(tubes.session(), tube(call, 1), millis(call, 2))));
  }

  private static void peek(Call call) {
    TubeSession tubes = tubes(call);
    if (call.count() == 2) {
      tellFound(call, tubes.apply(new Command.Peek(tubes.session(), jobId(call, 1))));
      return;
    }
    boolean isState = call.is(1, "READY") || call.is(1, "DELAYED") || call.is(1, "BURIED");
    if (call.count() != 3 || !isState) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
    tubes.use(tube(call, 2));
    Command command =
        call.is(1, "READY")
            ? new Command.PeekReady(tubes.session())
            : call.is(1, "DELAYED")
                ? new Command.PeekDelayed(tubes.session())
                : new Command.PeekBuried(tubes.session());
    tellFound(call, tubes.apply(command));
  }

  private static void tellFound(Call call, Reply reply) {
    if (reply instanceof Reply.Found(var jobId, var body)) {
      tubes(call).tellJob(jobId, body);
    } else {
      call.reply().nilArray();
    }
  }

  /** 1 when it was done; 0 when there is no such job or tube, or it may not be done to it. */
  private static void tellDone(Call call, Reply reply) {
    if (reply == Reply.Plain.OUT_OF_MEMORY) {
      throw new RefusedException("OOM there is no room on the disk");
    }
    call.reply().integer(reply == Reply.Plain.NOT_FOUND ? 0 : 1);
  }

  static TubeSession tubes(Call call) {
    return RedisConnection.of(call).tubes();
  }

  static String tube(Call call, int place) {
    byte[] name = call.arg(place);
    if (!TubeName.isValid(name, 0, name.length)) {
      throw new RefusedException(
          "ERR a tube's name has up to "
              + Limits.TUBE_NAME_BYTES_MAX
              + " letters, digits and signs of -+/;.$_(), and does not begin with -");
    }
    return new String(name, StandardCharsets.US_ASCII);
  }

  static long jobId(Call call, int place) {
    return call.integer(place, 0, Long.MAX_VALUE, "ERR a job's id is a positive number");
  }

  private static long priority(Call call, int place) {
    checkPlace(call, place);
    return call.integer(
        place, 0, Limits.PRIORITY_MAX, "ERR PRI must be from 0 to " + Limits.PRIORITY_MAX);
  }

  private static long millis(Call call, int place) {
    checkPlace(call, place);
    return call.integer(
        place,
        0,
        Limits.DURATION_MILLIS_MAX,
        "ERR a time must be from 0 to " + Limits.DURATION_MILLIS_MAX + " milliseconds");
  }

  private static void checkPlace(Call call, int place) {
    if (place >= call.count()) {
      throw new RefusedException(RefusedException.SYNTAX);
    }
  }
}
