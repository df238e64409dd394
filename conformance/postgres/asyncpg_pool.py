"""A pool of asyncpg, set up from the variables of the pod: DATABASE_URL and DATABASE_POOL, the pool's arguments.

hold PODS   fills the pool of so many pods, says what they see, and holds them until the input ends
work        asks with parameters on several connections
"""

import asyncio
import json
import os
import sys

import asyncpg


def new_pool():
    return asyncpg.create_pool(os.environ["DATABASE_URL"], **json.loads(os.environ["DATABASE_POOL"]))


async def fill():
    pool = await new_pool()
    connections = [await pool.acquire() for _ in range(pool.get_max_size())]
    seen = {}
    for connection in connections:
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            seen[name] = await connection.fetchval("select current_setting($1)", name)
    return connections, seen


async def hold(pods):
    held = await asyncio.gather(*(fill() for _ in range(pods)))
    print(json.dumps(held[0][1]), flush=True)
    await asyncio.to_thread(sys.stdin.read)


async def work():
    pool = await new_pool()

    async def ask(number):
        for _ in range(10):
            assert await pool.fetchval("select $1::int + 1", number) == number + 1

    await asyncio.gather(*(ask(number) for number in range(3)))
    print(json.dumps({"work": "done"}, separators=(",", ":")), flush=True)


async def main():
    if sys.argv[1] == "hold":
        await hold(int(sys.argv[2]))
    else:
        await work()


asyncio.run(main())
# A held connection would be waited for.
os._exit(0)
