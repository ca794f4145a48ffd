"""Celery's side of the tests between Java and Python: tasks, and a driver that calls Java's."""

import json
import os
import sys
import threading
import time

from celery import Celery, chain, chord, group, signature, uuid
from celery.canvas import xmap, xstarmap
from celery.result import GroupResult

app = Celery("interop", broker=os.environ["BROKER"], backend=os.environ["BROKER"])
app.conf.update(
    task_serializer="json",
    result_serializer="json",
    accept_content=["json"],
    task_track_started=True,
    task_default_queue="py",
    broker_connection_retry_on_startup=True,
    worker_send_task_events=True,
    task_send_sent_event=True,
)


@app.task(name="py.add")
def add(x, y):
    return x + y


@app.task(name="py.sum")
def xsum(numbers):
    return sum(numbers)


@app.task(name="py.boom")
def boom(text):
    raise ValueError(text, 42)


@app.task(name="py.flaky", bind=True)
def flaky(self, text):
    if self.request.retries < 1:
        raise self.retry(countdown=1)
    return f"{text} after {self.request.retries}"


@app.task(name="py.replace", bind=True)
def replace(self, x):
    return self.replace(java("double", x) | add.s(1))


@app.task(name="py.sleep")
def sleep(seconds):
    time.sleep(seconds)
    return seconds


@app.task(name="py.alert")
def alert(failed_id):
    error = app.AsyncResult(failed_id).result
    app.backend.client.lpush("alerts", f"{type(error).__name__}: {error}")


@app.task(name="py.headers", bind=True)
def headers(self, name):
    return {"header": self.request.get(name), "root": self.request.root_id}


def java(name, *args, immutable=False, **kwargs):
    return signature(
        "java." + name, args=args, kwargs=kwargs, queue="java", immutable=immutable, app=app
    )


def attempt(call):
    try:
        return call()
    except Exception as e:  # the kind and text of the failure are what is tested
        return f"{type(e).__module__}.{type(e).__name__}: {e}"


# Two workers answer, Java's and Python's, and the second answer ends the waiting.
ASKED = {"limit": 2, "timeout": 30}


def get(result):
    return result.get(timeout=60)


def revoked():
    task_id = uuid()
    app.control.revoke(task_id, reply=True, **ASKED)
    return get(java("double", 4).apply_async(task_id=task_id, countdown=1))


def traceback_of_failure():
    result = java("fail", "deliberate").apply_async()
    attempt(lambda: get(result))
    return "IllegalStateException" in result.traceback


def events():
    """The kinds of events that Java's worker sends, heard until one call is told from beginning to end."""
    seen, called, over = [], set(), threading.Event()
    wanted = {"task-received", "task-started", "task-succeeded"}
    end = time.time() + 60

    def hear(event):
        seen.append(event)
        task_id = event.get("uuid")
        told = {e["type"] for e in seen if e.get("uuid") == task_id}
        if (task_id in called and wanted <= told) or time.time() > end:
            over.set()
            receiver.should_stop = True

    def call():
        # What is sent before the receiver has subscribed is lost, so there is always one more.
        while not over.wait(0.2):
            called.add(java("add", 1, 2).apply_async().id)

    with app.connection() as connection:
        receiver = app.events.Receiver(connection, handlers={"*": hear})
        app.control.enable_events(reply=True, **ASKED)
        caller = threading.Thread(target=call)
        caller.start()
        try:
            while not over.is_set() and time.time() < end:
                attempt(lambda: receiver.capture(limit=None, timeout=1, wakeup=False))
        finally:
            over.set()
            caller.join()
    return sorted({e["type"] for e in seen if e["hostname"].startswith("sums@")})


def add_chunks():
    members = group(
        xstarmap(java("add"), part, app=app).set(queue="java") for part in ([(1, 2), (3, 4)], [(5, 6)])
    )
    return members()


def restored(group_id):
    return GroupResult.restore(group_id, app=app).get(timeout=60)


def saved():
    result = group(java("double", i) for i in range(3))()
    result.save()
    return result.id


def until(condition, seconds=60):
    end = time.time() + seconds
    while time.time() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.05)
    raise TimeoutError("waited in vain")


def running(task_id):
    active = app.control.inspect(**ASKED).active() or {}
    return any(task["id"] == task_id for tasks in active.values() for task in tasks)


def terminated():
    result = java("wait", "x").apply_async()
    until(lambda: running(result.id))
    app.control.revoke(result.id, terminate=True)
    return get(result)


def failure_of_body():
    """The end of the body alone; a chord's own result tells of the member that failed."""
    body = chord([java("double", 1), java("fail", "x")])(java("sum"))
    return attempt(lambda: get(app.AsyncResult(body.id)))


def alerted():
    java("fail", "for python").apply_async(link_error=alert.s())
    return app.backend.client.brpop("alerts", timeout=60)[1].decode()


def limited():
    """The limits of the call, then those that remote control sets."""
    java_wait = java("wait", "x")
    ends = [
        attempt(lambda: get(java_wait.apply_async(time_limit=1))),
        attempt(lambda: get(java_wait.apply_async(soft_time_limit=1))),
    ]
    app.control.time_limit("java.wait", hard=1, reply=True, **ASKED)
    ends.append(attempt(lambda: get(java_wait.apply_async(time_limit=60))))
    app.control.time_limit("java.wait", reply=True, **ASKED)
    return ends


def greeted():
    """What a new worker is told, and tells."""
    app.control.revoke("revoked-before")
    answers = until(
        lambda: app.control.inspect(**ASKED).hello("new@here", {"revoked-by-the-new": 1.5})
    )
    known = app.control.inspect(**ASKED).revoked()
    return {
        name: ["revoked-before" in answer["revoked"], "revoked-by-the-new" in known[name]]
        for name, answer in answers.items()
    }


CALLS = {
    "chunks": lambda: get(add_chunks()),
    "replaced_by_java": lambda: get(replace.s(4).apply_async()),
    "replaced_in_java": lambda: get(chain(java("spread", 3), add.s(1))()),
    "saved": saved,
    "terminated": lambda: attempt(terminated),
    "alerted": lambda: attempt(alerted),
    "limited": limited,
    "greeted": greeted,
    "kwargs": lambda: get(java("add", x=2, y=3).apply_async()),
    "args": lambda: get(java("add", 2, 3).apply_async()),
    "chain": lambda: get(chain(java("add", 2, 3), java("double"), add.s(1), java("double"))()),
    "chord_java_body": lambda: get(chord([java("double", i) for i in range(5)])(java("sum"))),
    "chord_mixed": lambda: get(
        chord([java("double", 1), add.s(2, 3), chain(java("double", 1), add.s(1))])(xsum.s())
    ),
    "chord_then_chain": lambda: get(
        chain(group(java("double", 1), java("double", 2)), java("sum"), add.s(10))()
    ),
    "group": lambda: get(group(java("double", i) for i in range(3))()),
    "failure": lambda: attempt(lambda: get(java("fail", "deliberate").apply_async())),
    "failure_in_chord": failure_of_body,
    "traceback": traceback_of_failure,
    "retry": lambda: get(java("flaky", "well").apply_async()),
    "eta": lambda: get(java("double", 4).apply_async(countdown=1)),
    "expired": lambda: attempt(
        lambda: get(java("double", 4).apply_async(countdown=2, expires=1))
    ),
    "revoked": lambda: attempt(revoked),
    "link": lambda: [
        get(child)
        for parent in [java("double", 4).apply_async(link=add.s(1))]
        for _ in [get(parent)]
        for child in parent.children
    ],
    "map": lambda: get(xmap(java("double"), [1, 2, 3], app=app).apply_async(queue="java")),
    "starmap": lambda: get(xstarmap(java("add"), [(1, 2), (3, 4)], app=app).apply_async(queue="java")),
    "pickle": lambda: attempt(
        lambda: get(java("double", 4).apply_async(serializer="pickle"))
    ),
    "priority": lambda: get(java("double", 4).apply_async(priority=5)),
    "ping": lambda: sorted(str(r) for r in app.control.ping(**ASKED)),
    "registered": lambda: app.control.inspect(**ASKED).registered(),
    "stats": lambda: {
        k: v["pool"]["max-concurrency"] for k, v in app.control.inspect(**ASKED).stats().items()
    },
    "active": lambda: app.control.inspect(**ASKED).active(),
    "active_queues": lambda: {
        k: [q["name"] for q in v]
        for k, v in app.control.inspect(**ASKED).active_queues().items()
    },
    "rate_limit": lambda: app.control.rate_limit("java.add", "1000/s", reply=True, **ASKED),
    "events": events,
}

if __name__ == "__main__":
    wanted = sys.argv[1:] or list(CALLS)
    seen = {
        name: attempt(CALLS[name] if name in CALLS else lambda: restored(name)) for name in wanted
    }
    print(json.dumps(seen), flush=True)
