"""Celery's side of the tests between Java and Python: tasks, and a driver that calls Java's."""

import json
import os
import sys
import time

from celery import Celery, chain, chord, group, signature
from celery.canvas import xmap, xstarmap

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


def get(result):
    return result.get(timeout=15)


def revoked():
    result = java("double", 4).apply_async(countdown=2)
    app.control.revoke(result.id)
    return get(result)


def traceback_of_failure():
    result = java("fail", "deliberate").apply_async()
    attempt(lambda: get(result))
    return "IllegalStateException" in result.traceback


def events():
    seen = []
    with app.connection() as connection:
        receiver = app.events.Receiver(connection, handlers={"*": lambda e: seen.append(e)})
        app.control.enable_events()
        result = None
        end = time.time() + 20
        while time.time() < end and "task-succeeded" not in [e["type"] for e in seen if e.get("uuid") == (result and result.id)]:
            if result is None or time.time() % 1 < 0.3:
                result = java("add", 1, 2).apply_async()
            try:
                receiver.capture(limit=None, timeout=1, wakeup=False)
            except Exception:
                pass
    java_types = {e["type"] for e in seen if e["hostname"].startswith("sums@")}
    return sorted(java_types)


CALLS = {
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
    "failure_in_chord": lambda: attempt(
        lambda: get(chord([java("double", 1), java("fail", "x")])(java("sum")))
    ),
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
    "ping": lambda: sorted(str(r) for r in app.control.ping(timeout=2)),
    "registered": lambda: app.control.inspect(timeout=2).registered(),
    "stats": lambda: {
        k: v["pool"]["max-concurrency"] for k, v in app.control.inspect(timeout=2).stats().items()
    },
    "active": lambda: app.control.inspect(timeout=2).active(),
    "active_queues": lambda: {
        k: [q["name"] for q in v]
        for k, v in app.control.inspect(timeout=2).active_queues().items()
    },
    "rate_limit": lambda: app.control.rate_limit("java.add", "1000/s", reply=True, timeout=2),
    "events": events,
}

if __name__ == "__main__":
    wanted = sys.argv[1:] or list(CALLS)
    print(json.dumps({name: attempt(CALLS[name]) for name in wanted}), flush=True)
