"""Calls tasks that do nothing: python3 noop_calls.py PORT PROCESSES

Prints "ready", then reads lines and answers each with one: "throughput N" with the seconds from the
first of N calls to the last result, "latency N" with the median and the 99th percentile of N calls,
one after the other, in microseconds. The worker ends with the standard input.
"""

import os
import signal
import subprocess
import sys
import time

from celery import Celery

if __name__ == "__main__":
    os.environ["BROKER"] = f"redis://127.0.0.1:{sys.argv[1]}/0"
BROKER = os.environ["BROKER"]
app = Celery("noop_calls", broker=BROKER, backend=BROKER)
app.conf.update(task_ignore_result=False, worker_hijack_root_logger=False)


@app.task(name="noop")
def noop():
    """Does nothing, and its result says so."""


def throughput(tasks):
    begin = time.monotonic()
    results = [noop.delay() for _ in range(tasks)]
    for result in results:
        result.get(timeout=120)
    return str(time.monotonic() - begin)


def latency(calls):
    micros = []
    for _ in range(calls):
        begin = time.monotonic()
        noop.delay().get(timeout=120)
        micros.append((time.monotonic() - begin) * 1e6)
    micros.sort()
    return f"{micros[calls // 2]} {micros[calls * 99 // 100]}"


def main():
    worker = subprocess.Popen(
        [sys.executable, "-B", "-m", "celery", "-A", "noop_calls", "worker",
         "-c", sys.argv[2], "-l", "ERROR"],
        cwd=os.path.dirname(os.path.abspath(__file__)), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        # The first result shows that the workers run.
        noop.delay().get(timeout=60)
        print("ready", flush=True)
        for line in sys.stdin:
            kind, count = line.split()
            print({"throughput": throughput, "latency": latency}[kind](int(count)), flush=True)
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


if __name__ == "__main__":
    main()
