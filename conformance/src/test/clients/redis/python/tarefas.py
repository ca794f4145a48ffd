"""Fifty tasks on a stream, two workers of one group: python3 tarefas.py HOST PORT

The task with id 20 fails in its first worker, stays in the list of pending entries, and is
recovered from there. Prints "ok WHAT" after each step and ends at the first surprise.
"""

import sys
import threading

import redis

STREAM = "tarefas"
GROUP = "processar_ocorrencias"
TASKS = 50
POISON = "20"


def connect():
    return redis.Redis(host=sys.argv[1], port=int(sys.argv[2]), decode_responses=True)


class Worker(threading.Thread):
    """Takes tasks until it is told to stop; acknowledges what it did."""

    def __init__(self, name, stop):
        super().__init__(name=name, daemon=True)
        self.stop = stop
        self.done = []
        self.failed = []
        self.surprise = None

    def run(self):
        try:
            client = connect()
            while not self.stop.is_set():
                for _, entries in client.xreadgroup(GROUP, self.name, {STREAM: ">"}, count=5, block=50):
                    for entry, fields in entries:
                        self.work(client, entry, fields["id"])
        except Exception as surprise:  # pylint: disable=broad-except
            self.surprise = surprise

    def work(self, client, entry, task):
        if task == POISON:
            self.failed.append(entry)
            return
        self.done.append(task)
        assert client.xack(STREAM, GROUP, entry) == 1


def main():
    client = connect()
    client.flushall()
    client.xgroup_create(STREAM, GROUP, id="0", mkstream=True)
    stop = threading.Event()
    workers = [Worker("worker-1", stop), Worker("worker-2", stop)]
    for worker in workers:
        worker.start()
    for task in range(1, TASKS + 1):
        client.xadd(STREAM, {"id": task, "ocorrencia": f"ocorrencia {task}"})
    print("ok adds fifty tasks")

    # Only what failed is pending, and nothing waits to be read.
    while True:
        group = client.xinfo_groups(STREAM)[0]
        if group["lag"] == 0 and group["pending"] == 1:
            break
        assert all(worker.surprise is None for worker in workers), [w.surprise for w in workers]
    stop.set()
    for worker in workers:
        worker.join()
        assert worker.surprise is None, worker.surprise
    done = sorted((task for worker in workers for task in worker.done), key=int)
    assert done == [str(task) for task in range(1, TASKS + 1) if str(task) != POISON], done
    print("ok two workers do forty-nine, each once")

    failed = [entry for worker in workers for entry in worker.failed]
    assert len(failed) == 1, failed
    pending = client.xpending_range(STREAM, GROUP, "-", "+", 10)
    assert [one["message_id"] for one in pending] == failed, pending
    assert pending[0]["times_delivered"] == 1, pending
    print("ok task 20 is pending")

    # As redis-py 4.3 gives it: cursor, entries, and from 7.0 on the deleted.
    claimed = client.xautoclaim(STREAM, GROUP, "worker-3", min_idle_time=0, start_id="0-0")[1]
    assert [(entry, fields["id"]) for entry, fields in claimed] == [(failed[0], POISON)], claimed
    assert client.xpending_range(STREAM, GROUP, "-", "+", 10)[0]["times_delivered"] == 2
    assert client.xack(STREAM, GROUP, failed[0]) == 1
    assert client.xpending(STREAM, GROUP)["pending"] == 0
    assert client.xlen(STREAM) == TASKS
    print("ok task 20 is recovered and done")


main()
