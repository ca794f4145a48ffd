package io.haulm.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After any conversation, what recovery makes of the facts is what was, but for reservations. */
class ReplayWalkTest {
  private static final int STEPS = 4000;
  private static final List<String> TUBES = List.of("default", "a", "b", "c");

  private final EngineFixture fixture = new EngineFixture();
  private final List<Session> sessions = new ArrayList<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void recoveryRestoresWhatWas(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int step = 1; step <= STEPS; step++) {
      fixture.pass(random.nextInt(400));
      while (sessions.size() < 4) {
        sessions.add(fixture.connect("s" + step));
      }
      act(random);
      assertCountsAddUp();
      if (step % 500 == 0) {
        assertRestored(step);
      }
    }
    sessions.forEach(fixture::disconnect);
    for (long id : durable(fixture).keySet()) {
      fixture.delete(fixture.connect("sweeper"), id);
    }
    assertThat(fixture.engine.bodies().takenBytes()).isZero();
    assertThat(fixture.log.neededBodyBytes).isEmpty();
  }

  private void assertRestored(int step) {
    EngineFixture restarted = fixture.restarted();
    // Delays that are over are no facts: they end when time goes on.
    restarted.pass(0);
    Map<Long, String> after = durable(restarted);
    durable(fixture)
        .forEach((id, job) -> assertThat(after.remove(id)).as("step %s", step).isEqualTo(job));
    assertThat(after).as("jobs that came from nowhere in step %s", step).isEmpty();
  }

  private void act(SplittableRandom random) {
    Session session = sessions.get(random.nextInt(sessions.size()));
    boolean isWaiting = session.isWaiting;
    if (isWaiting || random.nextInt(40) == 0) {
      if (random.nextInt(10) == 0) {
        fixture.disconnect(session);
        sessions.remove(session);
      }
      return;
    }
    long id = 1 + random.nextLong(Math.max(1, fixture.stats().totalJobs()));
    String tube = TUBES.get(random.nextInt(TUBES.size()));
    long priority = random.nextInt(3) * 1000L;
    long delayMillis = random.nextBoolean() ? 0 : random.nextInt(5000);
    switch (random.nextInt(14)) {
      case 0, 1, 2 ->
          fixture.tryPut(session, priority, delayMillis, 8000, "x".repeat(random.nextInt(40)));
      case 3 -> fixture.use(session, tube);
      case 4 -> fixture.watch(session, tube);
      case 5 -> fixture.ignore(session, tube);
      case 6 -> fixture.await(session, random.nextInt(3000));
      case 7 -> fixture.apply(new Command.ReserveJob(session, id));
      case 8 -> fixture.delete(session, held(session, id));
      case 9 -> fixture.release(session, held(session, id), priority, delayMillis);
      case 10 -> fixture.bury(session, held(session, id), priority);
      case 11 -> fixture.kick(session, random.nextInt(3));
      case 12 -> {
        if (fixture.exists(id)) {
          fixture.engine.rewrite(fixture.now, id);
        }
      }
      default -> fixture.pause(session, tube, random.nextBoolean() ? 0 : random.nextInt(4000));
    }
  }

  /** A job that the session has reserved, or else any. */
  private long held(Session session, long otherwise) {
    for (long id = 1; id <= fixture.stats().totalJobs(); id++) {
      if (fixture.exists(id) && fixture.touch(session, id) == Reply.Plain.TOUCHED) {
        return id;
      }
    }
    return otherwise;
  }

  /** What must outlive a restart, by job id. */
  private static Map<Long, String> durable(EngineFixture fixture) {
    Map<Long, String> jobs = new TreeMap<>();
    for (long id = 1; id <= STEPS; id++) {
      if (fixture.exists(id)) {
        Reply.JobStats job = fixture.job(id);
        boolean isDelayed = job.state() == JobState.DELAYED;
        JobState state = job.state() == JobState.RESERVED ? JobState.READY : job.state();
        // How often a job was reserved is known only as of its last fact, so it is left out.
        jobs.put(
            id,
            String.join(
                " ",
                job.tube(),
                state.name(),
                "pri " + job.priority(),
                "delay " + job.delayMillis(),
                "ttr " + job.ttrMillis(),
                "left " + (isDelayed ? job.timeLeftMillis() : 0),
                "age " + job.ageMillis(),
                "counts " + job.timeouts() + job.releases() + job.buries() + job.kicks(),
                "at " + job.position()));
      }
    }
    return jobs;
  }

  private void assertCountsAddUp() {
    Reply.EngineStats stats = fixture.stats();
    long ready = 0;
    long urgent = 0;
    long reserved = 0;
    long delayed = 0;
    long buried = 0;
    for (String name : fixture.tubes()) {
      Reply.TubeStats tube = fixture.tube(name);
      ready += tube.ready();
      urgent += tube.urgent();
      reserved += tube.reserved();
      delayed += tube.delayed();
      buried += tube.buried();
      boolean isIdle = tube.ready() == 0 || tube.waiting() == 0 || tube.pauseMillis() > 0;
      assertThat(isIdle).as("tube %s has not both jobs and waiters", name).isTrue();
    }
    assertThat(List.of(ready, urgent, reserved, delayed, buried))
        .isEqualTo(
            List.of(
                stats.ready(), stats.urgent(), stats.reserved(), stats.delayed(), stats.buried()));
    assertThat(fixture.log.neededBodyBytes).hasSize((int) (ready + reserved + delayed + buried));
  }
}
