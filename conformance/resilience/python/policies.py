"""The fields that are documented of the library's dataclasses, and no others."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CircuitBreakerConfig:
    name: str
    max_failures: int
    timeout_seconds: float
    max_requests: int
    interval_seconds: float


@dataclass(frozen=True)
class RetryConfig:
    max_attempts: int
    initial_delay_seconds: float
    max_delay_seconds: float
    multiplier: float
    randomization_factor: float

    def wait(self, n, previous, random):
        """delay_n = U(1-r, 1+r) * min(delay_{n-1} * m, max_delay), delay_0 = initial_delay."""
        if n == 1:
            previous = self.initial_delay_seconds
        grown = min(previous * self.multiplier, self.max_delay_seconds)
        r = self.randomization_factor
        return grown * (1 - r + 2 * r * random())


@dataclass(frozen=True)
class LinearBackoff:
    strategy: str
    max_attempts: int
    initial_delay_seconds: float
    max_delay_seconds: float
    increment_seconds: float

    def wait(self, n, previous, random):
        return min(self.initial_delay_seconds + (n - 1) * self.increment_seconds, self.max_delay_seconds)


@dataclass(frozen=True)
class ConstantBackoff:
    strategy: str
    max_attempts: int
    interval_seconds: float

    def wait(self, n, previous, random):
        return self.interval_seconds


STRATEGIES = {"linear": LinearBackoff, "constant": ConstantBackoff}
