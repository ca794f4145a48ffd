"""Calls tasks that do nothing through four worker processes: python3 noop_tasks.py PORT TASKS

Prints how many seconds went by from the first call until all were done.
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
app = Celery("noop_tasks", broker=BROKER, backend=BROKER)
app.conf.update(task_ignore_result=False, worker_hijack_root_logger=False)


@app.task(name="noop")
def noop():
    """Does nothing, and its result says so."""


def main():
    tasks = int(sys.argv[2])
    worker = subprocess.Popen(
        [sys.executable, "-B", "-m", "celery", "-A", "noop_tasks", "worker", "-c", "4", "-l", "ERROR"],
        cwd=os.path.dirname(os.path.abspath(__file__)), start_new_session=True,
        stdout=subprocess.DEVNULL)
    try:
        # The first result shows that the workers run.
        noop.delay().get(timeout=60)
        begin = time.monotonic()
        results = [noop.delay() for _ in range(tasks)]
        for result in results:
            result.get(timeout=60)
        print(time.monotonic() - begin)
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


if __name__ == "__main__":
    main()
