"""The tasks that celery_work.py calls. BROKER names the server."""

import os
import time

import redis
from celery import Celery

BROKER = os.environ["BROKER"]
app = Celery("tasks", broker=BROKER, backend=BROKER)
app.conf.update(
    broker_transport_options={
        "visibility_timeout": int(os.environ.get("VISIBILITY_SECONDS", "3600")),
        "queue_order_strategy": "priority",
    },
    broker_connection_retry_on_startup=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    task_track_started=True,
    worker_send_task_events=True,
    task_send_sent_event=True,
    beat_schedule={"tick": {"task": "tasks.tick", "schedule": 0.3}},
)
notes = redis.Redis.from_url(BROKER.rpartition("/")[0] + "/1")


@app.task
def add(a, b):
    return a + b


@app.task
def total(numbers):
    return sum(numbers)


@app.task
def fail(message):
    raise ValueError(message)


@app.task(bind=True, max_retries=3)
def flaky(self, failures):
    """Fails so many times, then tells how often it was tried."""
    if self.request.retries < failures:
        raise self.retry(countdown=0.05)
    return self.request.retries


@app.task
def sleep(seconds):
    time.sleep(seconds)
    return seconds


@app.task
def hold(key):
    """Is done when somebody has set the key."""
    while not notes.get(key):
        time.sleep(0.02)


@app.task
def meet(others):
    """Is done when so many are there at the same time."""
    notes.incr("met")
    while int(notes.get("met")) < others:
        time.sleep(0.02)


@app.task
def moment():
    return time.time()


@app.task
def record(number):
    """Counts how often it was done for each number."""
    notes.hincrby("done", number, 1)


@app.task
def note(word):
    notes.rpush("noted", word)


@app.task(acks_late=True)
def late(seconds):
    """Is lost with its first worker, unless the broker gives it out again."""
    if notes.incr("late-tries") == 1:
        time.sleep(seconds)
    return "done at last"


@app.task(ignore_result=True)
def tick():
    notes.incr("ticks")
