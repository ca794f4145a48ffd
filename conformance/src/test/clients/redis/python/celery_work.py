"""What a program with Celery does, step by step: python3 celery_work.py HOST PORT POOL

Starts workers of its own and ends them. Prints "ok WHAT" after each step and ends at the first
surprise, after the last lines that the workers wrote.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback

HOST, PORT, POOL = sys.argv[1:4]
BROKER = f"redis://{HOST}:{PORT}/0"
os.environ["BROKER"] = BROKER
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.dont_write_bytecode = True

from celery import chain, chord, group  # noqa: E402
from celery.exceptions import TaskRevokedError  # noqa: E402
import tasks  # noqa: E402

app = tasks.app
notes = tasks.notes
FOLDER = tempfile.mkdtemp(prefix="haulm-celery")
PATIENCE_SECONDS = 60
# Longer than a machine under load may pause: what is at work is not given out again.
VISIBILITY_SECONDS = 6
FIRST = "first@here"
# Whoever names whom it asks need not wait for others to answer.
ANSWERED = {"reply": True, "timeout": PATIENCE_SECONDS, "destination": [FIRST]}
started = []


class Program:
    """A process of celery, with everything that it prints."""

    def __init__(self, name, *arguments, **environment):
        self.log = os.path.join(FOLDER, name + ".log")
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-B", "-m", "celery", "-A", "tasks", *arguments],
                cwd=HERE, stdout=log, stderr=log, start_new_session=True,
                env={**os.environ, **environment})
        started.append(self)

    def end(self, how=signal.SIGTERM):
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
        self.process.wait()

    def last_lines(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return "".join(log.readlines()[-25:])


def worker(name, queues, *options, **environment):
    return Program(name, "worker", "-n", name + "@here", "-Q", queues, "-l", "INFO", *options,
                   **environment)


def await_true(what, condition):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, what + " never came true"
        time.sleep(0.02)


def await_workers(*names):
    wanted = {name + "@here" for name in names}
    await_true("workers " + str(wanted), lambda: wanted <= {
        name for reply in app.control.ping(timeout=0.5) for name in reply})


def get(result):
    return result.get(timeout=PATIENCE_SECONDS)


def surprise_of(result):
    try:
        get(result)
    except Exception as surprise:  # pylint: disable=broad-except
        return surprise
    raise AssertionError("no exception")


def calls_and_gives_results():
    assert get(tasks.add.delay(2, 3)) == 5
    results = [tasks.add.delay(i, i) for i in range(20)]
    assert [get(result) for result in results] == [2 * i for i in range(20)]
    result = tasks.add.delay(1, 1)
    assert get(result) == 2 and result.state == "SUCCESS" and result.successful()
    result.forget()
    assert app.AsyncResult(result.id).state == "PENDING"


def shows_errors():
    result = tasks.fail.delay("on purpose")
    surprise = surprise_of(result)
    assert isinstance(surprise, ValueError) and surprise.args == ("on purpose",), surprise
    assert result.state == "FAILURE" and "on purpose" in result.traceback


def retries():
    assert get(tasks.flaky.delay(2)) == 2


def waits_for_a_countdown():
    before = time.time()
    assert get(tasks.moment.apply_async(countdown=0.5)) - before >= 0.5


def runs_chains_groups_and_chords():
    assert get(chain(tasks.add.s(1, 2), tasks.add.s(10), tasks.add.s(100))()) == 113
    assert get(group(tasks.add.s(i, 1) for i in range(10))()) == list(range(1, 11))
    assert get(chord((tasks.add.s(i, i) for i in range(10)), tasks.total.s())()) == 90
    nested = chain(tasks.add.s(1, 1), group(tasks.add.s(1), tasks.add.s(2)), tasks.total.s())
    assert get(nested()) == 7
    assert get(tasks.add.chunks(zip(range(10), range(10)), 5)()) == [[0, 2, 4, 6, 8], [10, 12, 14, 16, 18]]
    failing = chord([tasks.add.s(1, 1), tasks.fail.s("in a chord")], tasks.total.s())()
    assert "in a chord" in str(surprise_of(failing))


def keeps_rate_limits():
    replies = app.control.rate_limit("tasks.moment", "10/s", **ANSWERED)
    assert replies and all("ok" in answer for reply in replies for answer in reply.values()), replies
    # Workers that pause do at once what they were given meanwhile.
    spans = []
    while not spans or (spans[-1] < 0.5 and len(spans) < 3):
        times = sorted(get(result) for result in [tasks.moment.delay() for _ in range(8)])
        spans.append(times[-1] - times[0])
    assert spans[-1] >= 0.5, spans
    app.control.rate_limit("tasks.moment", "0", **ANSWERED)


def revokes():
    # The worker must hear of it before the time is over, and a pause may last longer than that.
    for countdown in (1, 4, 16):
        result = tasks.add.apply_async((1, 1), countdown=countdown)
        app.control.revoke(result.id, **ANSWERED)
        if is_revoked(result):
            break
    else:
        raise AssertionError("it was done each time")
    expired = tasks.add.apply_async((1, 1), expires=-10)
    assert isinstance(surprise_of(expired), TaskRevokedError)


def is_revoked(result):
    try:
        assert get(result) == 2
        return False
    except TaskRevokedError:
        return True


def terminates():
    result = tasks.sleep.delay(1000)
    await_true("the task is running", lambda: result.state == "STARTED")
    app.control.revoke(result.id, terminate=True, **ANSWERED)
    assert isinstance(surprise_of(result), TaskRevokedError)


def inspects_and_controls():
    inspect = app.control.inspect(timeout=PATIENCE_SECONDS, destination=[FIRST])
    (name,) = inspect.ping()
    assert "tasks.add" in inspect.registered()[name]
    assert inspect.stats()[name]["broker"]["transport"] == "redis"
    assert [queue["name"] for queue in inspect.active_queues()[name]] == ["celery"]
    far = tasks.add.apply_async((1, 1), countdown=1000)
    await_true("the task is scheduled", lambda: [
        one["request"]["id"] for one in inspect.scheduled()[name]] == [far.id])
    app.control.revoke(far.id, **ANSWERED)
    running = tasks.hold.delay("seen")
    await_true("the task is active", lambda: running.id in [
        one["id"] for one in inspect.active()[name]])
    notes.set("seen", 1)
    get(running)
    app.control.add_consumer("extra", **ANSWERED)
    assert get(tasks.add.apply_async((4, 4), queue="extra")) == 8
    app.control.cancel_consumer("extra", **ANSWERED)
    await_true("the queue is cancelled", lambda: [
        queue["name"] for queue in inspect.active_queues()[name]] == ["celery"])
    tasks.add.apply_async((4, 4), queue="nobodys")
    with app.connection_for_write() as connection:
        assert connection.default_channel.queue_purge("nobodys") == 1


def sends_events():
    seen = {}

    def receive():
        with app.connection_for_read() as connection:
            app.events.Receiver(connection, handlers={
                "*": lambda event: seen.setdefault(event.get("uuid"), []).append(event["type"])
            }).capture(limit=None, timeout=PATIENCE_SECONDS)

    threading.Thread(target=receive, daemon=True).start()
    wanted = {"task-sent", "task-received", "task-started", "task-succeeded"}

    def saw_all_of_one():
        # Nobody says when the receiver listens, so one task may be too early.
        get(tasks.add.delay(1, 2))
        return any(wanted <= set(types) for types in list(seen.values()))

    await_true("all events of a task", saw_all_of_one)


def beats():
    beat = Program("beat", "beat", "-s", os.path.join(FOLDER, "schedule"),
                   "--pidfile=", "-l", "INFO")
    await_true("three ticks", lambda: int(notes.get("ticks") or 0) >= 3)
    beat.end()


def does_two_thousand_tasks_once():
    # What is revoked before its time stays there until then.
    before = broker().hlen("unacked")
    second = worker("second", "celery", "-P", POOL, "-c", "2")
    await_workers("second")
    for number in range(2000):
        tasks.record.apply_async((number,), ignore_result=True)
    await_true("two thousand are done", lambda: notes.hlen("done") == 2000)
    await_true("all are acknowledged", lambda: broker().hlen("unacked") <= before)
    counts = notes.hvals("done")
    assert set(counts) == {b"1"}, counts
    second.end()


def broker():
    return tasks.redis.Redis.from_url(BROKER)


def redelivers_what_a_killed_worker_had():
    environment = {"VISIBILITY_SECONDS": str(VISIBILITY_SECONDS)}
    victim = worker("victim", "late", "-P", "prefork", "-c", "1", **environment)
    result = tasks.late.apply_async((1000,), queue="late")
    await_true("the task is running", lambda: notes.get("late-tries") == b"1")
    victim.end(signal.SIGKILL)
    (_, delivered), = broker().zrange("unacked_index", 0, -1, withscores=True)
    await_true("the task is free", lambda: time.time() - delivered > VISIBILITY_SECONDS + 0.1)
    for number, priority in enumerate([9, 9, 3, 3, 0, 0]):
        tasks.note.apply_async((f"{priority}-{number}",), queue="urgent", priority=priority)
    # A worker gives out again at its start what was not acknowledged in time.
    worker("heir", "late,urgent", "-P", "prefork", "-c", "1", **environment)
    assert get(result) == "done at last"
    assert notes.get("late-tries") == b"2"


def keeps_priorities():
    await_true("all are noted", lambda: notes.llen("noted") == 6)
    noted = [word.decode() for word in notes.lrange("noted", 0, -1)]
    assert noted == ["0-4", "0-5", "3-2", "3-3", "9-0", "9-1"], noted


def runs_many_at_a_time():
    get(group(tasks.meet.s(20) for _ in range(20))())


COMMON = [calls_and_gives_results, shows_errors, retries, waits_for_a_countdown,
          runs_chains_groups_and_chords, revokes, inspects_and_controls, sends_events]
STEPS = {
    "prefork": COMMON + [keeps_rate_limits, terminates, beats, does_two_thousand_tasks_once,
                         redelivers_what_a_killed_worker_had, keeps_priorities],
    "gevent": COMMON + [runs_many_at_a_time],
    "eventlet": COMMON + [runs_many_at_a_time],
}


def main():
    broker().flushall()
    worker("first", "celery", "-P", POOL, "-c", "2" if POOL == "prefork" else "30")
    await_workers("first")
    for step in STEPS[POOL]:
        step()
        print("ok " + step.__name__.replace("_", " "), flush=True)


failed = False
try:
    main()
except BaseException:  # pylint: disable=broad-except
    failed = True
    traceback.print_exc(file=sys.stdout)
    for program in started:
        print(program.log, program.last_lines(), sep="\n")
finally:
    for program in started:
        program.end(signal.SIGKILL)
    sys.stdout.flush()
    # Threads of Celery's clients must not keep the program from ending.
    os._exit(1 if failed else 0)
