"""Reads files of ai-core's AIC as strictly as a program could, and says what they tell it: for each file one line of
JSON, with shares from 0 to 1 and times in milliseconds, or with an error."""

import json
import sys
from dataclasses import dataclass, fields

import yaml


@dataclass(frozen=True)
class Targets:
    target_ratio: float
    quality: float
    max_inference_latency_ms: int

    def said(self, prefix=""):
        return {
            f"{prefix}reduction": self.target_ratio,
            f"{prefix}minQuality": self.quality,
            f"{prefix}maxLatency": self.max_inference_latency_ms,
        }


@dataclass(frozen=True)
class Config(Targets):
    enabled: bool
    mode: str
    modes: dict


@dataclass(frozen=True)
class Modes:
    conservative: dict
    adaptive: dict
    aggressive: dict


def exactly(dataclass, found):
    """A dataclass from a map that has its fields, of their types, all of them and nothing else."""
    if not isinstance(found, dict):
        raise ValueError(f"{found!r} is no map")
    names = {field.name for field in fields(dataclass)}
    missing, unknown = sorted(names - found.keys()), sorted(map(str, found.keys() - names))
    if missing or unknown:
        raise ValueError(f"missing {missing}, unknown {unknown}")
    for field in fields(dataclass):
        value = found[field.name]
        # A number without a fraction is an int, which is as good as a float; a bool is neither.
        allowed = (int, float) if field.type is float else (field.type,)
        if isinstance(value, bool) != (field.type is bool) or not isinstance(value, allowed):
            raise ValueError(f"{field.name} is {value!r}, expected {field.type.__name__}")
    return dataclass(**found)


def read(path):
    with open(path, encoding="utf-8") as file:
        config = exactly(Config, yaml.safe_load(file))
    modes = exactly(Modes, config.modes)
    if config.mode not in config.modes:
        raise ValueError(f"mode is {config.mode!r}")
    said = {"enabled": config.enabled, "mode": config.mode, **config.said()}
    for mode in fields(modes):
        said |= exactly(Targets, getattr(modes, mode.name)).said(f"{mode.name}.")
    return said


for path in sys.argv[1:]:
    try:
        line = {"said": read(path)}
    except (ValueError, yaml.YAMLError) as error:
        line = {"error": str(error)}
    print(json.dumps(line))
