"""Reads a file. Each dataclass has to have exactly its fields, of their types."""

import json
from dataclasses import fields

from policies import STRATEGIES, CircuitBreakerConfig, RetryConfig


def load(text):
    """The calls of a file by name, each with a breaker and a retry policy, or None in their place."""
    file = json.loads(text)
    only(file, required={"calls"})
    calls = {}
    for name, parts in file["calls"].items():
        only(parts, optional={"circuit_breaker", "retry", "backoff"})
        if "retry" in parts and "backoff" in parts:
            raise ValueError(f"calls.{name}: both retry and backoff")
        breaker = parts.get("circuit_breaker")
        calls[name] = (
            None if breaker is None else exactly(CircuitBreakerConfig, breaker),
            waits_of(parts),
        )
    return calls


def waits_of(parts):
    if "retry" in parts:
        return exactly(RetryConfig, parts["retry"])
    if "backoff" in parts:
        backoff = parts["backoff"]
        strategy = backoff.get("strategy")
        if strategy not in STRATEGIES:
            raise ValueError(f"unknown strategy {strategy!r}")
        return exactly(STRATEGIES[strategy], backoff)
    return None


def exactly(dataclass, found):
    only(found, required={field.name for field in fields(dataclass)})
    for field in fields(dataclass):
        value = found[field.name]
        # A number of JSON without a fraction is an int, which is as good as a float; a bool is neither.
        allowed = (int, float) if field.type is float else (field.type,)
        if isinstance(value, bool) or not isinstance(value, allowed):
            raise ValueError(f"{field.name} is {value!r}, expected {field.type.__name__}")
    return dataclass(**found)


def only(found, required=frozenset(), optional=frozenset()):
    if not isinstance(found, dict):
        raise ValueError(f"{found!r} is no object")
    missing = sorted(required - found.keys())
    unknown = sorted(found.keys() - required - optional)
    if missing or unknown:
        raise ValueError(f"missing {missing}, unknown {unknown}")
