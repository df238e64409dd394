"""The pool of Synapse, made by Synapse itself from the block `database` of the last of its configuration files.

hold PODS FILE   fills the pool of so many pods, says what they see, and holds them until the input ends
"""

import json
import os
import sys
import threading

import yaml
from synapse.config.database import DatabaseConnectionConfig
from synapse.storage.database import make_pool
from synapse.storage.engines import create_engine
from twisted.internet import reactor

NAMES = ("statement_timeout", "idle_in_transaction_session_timeout")


def fill(number, block, results):
    config = DatabaseConnectionConfig("master", block)
    pool = make_pool(
        reactor=reactor,
        db_config=config,
        engine=create_engine(config.config),
        server_name=f"pod-{number}",
    )
    size = pool.threadpool.max
    full = threading.Barrier(size + 1)
    forever = threading.Event()

    def take():
        # A connection belongs to the thread that asked for it.
        try:
            connection = pool.connect()
            cursor = connection.cursor()
            for name in NAMES:
                cursor.execute("select current_setting(%s)", (name,))
                results[name] = cursor.fetchone()[0]
            # The server ends a session that leaves a transaction open for longer than the policy says.
            connection.commit()
            full.wait()
        except Exception as error:
            results["error"] = str(error)
            full.abort()
        forever.wait()

    pool.threadpool.start()
    for _ in range(size):
        pool.threadpool.callInThread(take)
    full.wait(60)


def main():
    with open(sys.argv[3]) as file:
        block = yaml.safe_load(file)["database"]
    results = {}
    try:
        for number in range(int(sys.argv[2])):
            fill(number, block, results)
    except threading.BrokenBarrierError:
        sys.exit(results.get("error", "the pool did not fill"))
    print(json.dumps(results), flush=True)
    sys.stdin.read()


try:
    main()
except SystemExit as end:
    print(end, file=sys.stderr, flush=True)
    os._exit(1)
# Its threads never end.
os._exit(0)
