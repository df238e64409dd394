"""A client of redis-py, set up from the variables of the pod: the URL has all options, the password is by itself.

hold PODS   fills the pool of so many pods, says so, and holds them until the input ends
fail        says how many milliseconds a command takes that gets no answer
work        writes a key and reads it
"""

import json
import os
import sys
import time

import redis


def new_client():
    return redis.from_url(os.environ["REDIS_URL"], password=os.environ["REDIS_PASSWORD"])


def hold(pods):
    held = []
    for _ in range(pods):
        pool = new_client().connection_pool
        held += [pool.get_connection() for _ in range(pool.max_connections)]
    say({"pods": pods})
    sys.stdin.read()
    return held


def fail():
    client = new_client()
    start = time.monotonic()
    try:
        client.get("key")
    except redis.RedisError:
        say({"milliseconds": int((time.monotonic() - start) * 1000)})
    else:
        sys.exit("it got an answer")


def work():
    client = new_client()
    client.set("written", "py")
    say({"read": client.get("written").decode()})


def say(value):
    print(json.dumps(value, separators=(",", ":")), flush=True)


if sys.argv[1] == "hold":
    hold(int(sys.argv[2]))
elif sys.argv[1] == "fail":
    fail()
else:
    work()
