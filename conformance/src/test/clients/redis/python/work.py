"""What a program with redis-py does, step by step: python3 work.py HOST PORT

Prints "ok WHAT" after each step and ends at the first surprise.
"""

import sys
import threading

import redis
from redis.lock import Lock

client = redis.Redis(host=sys.argv[1], port=int(sys.argv[2]), decode_responses=True)


def in_background(action):
    """Runs an action that blocks on a connection of its own; gives a function that waits for it."""
    results = []
    thread = threading.Thread(target=lambda: results.append(action()), daemon=True)
    thread.start()

    def result():
        thread.join()
        return results[0]

    return result


def await_blocked(count):
    while client.info("clients")["blocked_clients"] != count:
        pass


def keeps_values():
    assert client.set("k", "v", ex=100)
    assert client.get("k") == "v"
    assert 0 < client.ttl("k") <= 100
    assert client.set("k", "w", nx=True) is None
    assert client.incrby("n", 5) == 5
    assert client.mset({"a": 1, "b": 2}) and client.mget("a", "b", "c") == ["1", "2", None]
    binary = redis.Redis(host=sys.argv[1], port=int(sys.argv[2]))
    assert binary.set("bin", bytes(range(256))) and binary.get("bin") == bytes(range(256))
    assert sorted(client.scan_iter("?")) == ["a", "b", "k", "n"]


def reads_streams():
    first = client.xadd("s", {"f": "1"})
    second = client.xadd("s", {"f": "2"}, maxlen=10)
    assert client.xrange("s") == [(first, {"f": "1"}), (second, {"f": "2"})]
    assert client.xread({"s": first}) == [["s", [(second, {"f": "2"})]]]
    waiting = in_background(lambda: client.xread({"s": "$"}, block=0))
    await_blocked(1)
    third = client.xadd("s", {"f": "3"})
    assert waiting() == [["s", [(third, {"f": "3"})]]]
    assert client.xinfo_stream("s")["length"] == 3


def works_in_groups():
    assert client.xgroup_create("s", "g", id="0")
    try:
        client.xgroup_create("s", "g")
        raise AssertionError("a group was made twice")
    except redis.ResponseError as refused:
        assert str(refused) == "BUSYGROUP Consumer Group name already exists", refused
    entries = client.xreadgroup("g", "alice", {"s": ">"}, count=2)[0][1]
    assert len(entries) == 2
    assert client.xack("s", "g", entries[0][0]) == 1
    pending = client.xpending("s", "g")
    assert pending["pending"] == 1 and pending["consumers"] == [{"name": "alice", "pending": 1}]
    claimed = client.xclaim("s", "g", "bob", 0, [entries[1][0]])
    assert claimed == [entries[1]], claimed
    assert {one["name"]: one["pending"] for one in client.xinfo_consumers("s", "g")} == {"alice": 0, "bob": 1}
    group = client.xinfo_groups("s")[0]
    assert (group["entries-read"], group["lag"]) == (2, 1), group


def waits_for_lists():
    waiting = in_background(lambda: client.blpop(["l", "m"], timeout=0))
    await_blocked(1)
    client.rpush("m", "x", "y")
    assert waiting() == ("m", "x")
    assert client.brpop("m", timeout=1) == ("m", "y")
    assert client.blpop("m", timeout=0.01) is None
    client.rpush("l", 1, 2, 3)
    assert client.lmove("l", "m", "LEFT", "RIGHT") == "1"
    assert client.lrange("l", 0, -1) == ["2", "3"]
    waiting = in_background(lambda: client.bzpopmin("z", timeout=0))
    await_blocked(1)
    client.zadd("z", {"m": 1.5})
    assert waiting() == ("z", "m", 1.5)


def publishes():
    listener = client.pubsub()
    listener.subscribe("c")
    listener.psubscribe("p*")
    assert listener.get_message(timeout=30)["type"] == "subscribe"
    assert listener.get_message(timeout=30)["type"] == "psubscribe"
    assert client.publish("c", "hello") == 1
    message = listener.get_message(timeout=30)
    assert (message["type"], message["channel"], message["data"]) == ("message", "c", "hello")
    assert client.publish("pq", "x") == 1
    message = listener.get_message(timeout=30)
    assert (message["type"], message["pattern"], message["channel"]) == ("pmessage", "p*", "pq")
    listener.close()


def makes_transactions():
    with client.pipeline() as pipe:
        assert pipe.set("t", 1).incr("t").lpush("tl", "a").execute() == [True, 2, 1]
        pipe.watch("t")
        assert pipe.get("t") == "2"
        client.set("t", 9)
        pipe.multi()
        pipe.incr("t")
        try:
            pipe.execute()
            raise AssertionError("a watched key was changed")
        except redis.WatchError:
            pass
    with client.pipeline(transaction=False) as pipe:
        for i in range(500):
            pipe.rpush("many", i)
        assert pipe.execute() == list(range(1, 501))


def locks_with_scripts():
    lock = Lock(client, "lock", timeout=100)
    assert lock.acquire(blocking=False)
    assert not Lock(client, "lock", timeout=100).acquire(blocking=False)
    assert lock.extend(50) and lock.reacquire()
    lock.release()
    script = client.register_script("return redis.call('INCRBY', KEYS[1], ARGV[1])")
    assert script(keys=["scripted"], args=[5]) == 5
    assert script(keys=["scripted"], args=[5]) == 10
    try:
        client.eval("return redis.call('INCR', KEYS[1])", 1, "many")
        raise AssertionError("a list was incremented")
    except redis.ResponseError as refused:
        assert "WRONGTYPE" in str(refused), refused


def keeps_hashes_sets_and_sorted_sets():
    assert client.hset("h", mapping={"a": 1, "b": 2}) == 2
    assert client.hgetall("h") == {"a": "1", "b": "2"}
    assert client.sadd("set", "x", "y") == 2 and client.smembers("set") == {"x", "y"}
    assert client.zadd("board", {"x": 1, "y": 2.5}) == 2
    assert client.zrange("board", 0, -1, withscores=True) == [("x", 1.0), ("y", 2.5)]
    assert client.zrangebyscore("board", "(1", "+inf") == ["y"]
    assert client.sort("many", desc=True, start=0, num=2) == ["499", "498"]


STEPS = {
    "keeps values": keeps_values,
    "reads streams": reads_streams,
    "works in groups": works_in_groups,
    "waits for lists": waits_for_lists,
    "publishes": publishes,
    "makes transactions": makes_transactions,
    "locks with scripts": locks_with_scripts,
    "keeps hashes, sets and sorted sets": keeps_hashes_sets_and_sorted_sets,
}

client.flushall()
for name, step in STEPS.items():
    step()
    print("ok " + name)
