"""Reads files of breakers and retries as strictly as a program could, and says what they make a program do: for each
file one line of JSON, with the calls by name, or with an error. Durations are seconds."""

import json
import sys

from breaker import behaviour_of
from load import load


class Failed(Exception):
    pass


def retry(policy, sleep, random, operation):
    """Asks until it succeeds or has asked often enough. sleep and random are those of the program; here, of a test."""
    delay = 0
    for attempt in range(1, policy.max_attempts + 1):
        if attempt > 1:
            delay = policy.wait(attempt - 1, delay, random)
            sleep(delay)
        try:
            return operation()
        except Failed:
            if attempt == policy.max_attempts:
                raise


def slept(policy, draw):
    """What retry sleeps when nothing ever succeeds and chance always draws the same."""
    if policy is None:
        return []
    waits, asked = [], []

    def fail():
        asked.append(True)
        raise Failed

    try:
        retry(policy, waits.append, lambda: draw, fail)
    except Failed:
        pass
    if len(asked) != policy.max_attempts:
        raise ValueError("retry did not ask as often as it has to")
    return waits


def see(path):
    with open(path, encoding="utf-8") as file:
        calls = load(file.read())
    return {
        name: {
            **({} if breaker is None else {"breaker": behaviour_of(breaker)}),
            "least": slept(policy, 0),
            "most": slept(policy, 1),
        }
        for name, (breaker, policy) in calls.items()
    }


for path in sys.argv[1:]:
    try:
        line = {"calls": see(path)}
    except (ValueError, AttributeError, TypeError) as error:
        line = {"error": str(error)}
    print(json.dumps(line))
