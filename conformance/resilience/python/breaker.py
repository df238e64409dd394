"""The documented circuit breaker, with a clock that a test moves, and what it was seen to do."""


class Breaker:
    def __init__(self, config):
        self.config = config
        self.state = "closed"
        self.window_start = self.opened_at = 0
        self.failures = self.requests = self.successes = 0

    def allow(self, now):
        """Whether a request may be sent now. The one that finds the time of being open over is not counted."""
        if self.state == "open":
            if now - self.opened_at < self.config.timeout_seconds:
                return False
            self.state, self.requests, self.successes = "half-open", 0, 0
            return True
        if self.state == "half-open":
            if self.requests >= self.config.max_requests:
                return False
            self.requests += 1
        return True

    def done(self, now, failed):
        """How a request ended. Any error counts."""
        if self.state == "half-open":
            if failed:
                self.trip(now)
                return
            self.successes += 1
            if self.successes >= self.config.max_requests:
                self.state, self.failures, self.window_start = "closed", 0, now
        elif self.state == "closed" and failed:
            if now - self.window_start >= self.config.interval_seconds:
                self.failures, self.window_start = 0, now
            self.failures += 1
            if self.failures >= self.config.max_failures:
                self.trip(now)

    def trip(self, now):
        self.state, self.opened_at = "open", now


def failed_at_once(config, times):
    breaker = Breaker(config)
    for _ in range(times):
        breaker.done(0, True)
    return breaker


def behaviour_of(config):
    failures = 1
    while failed_at_once(config, failures).state == "closed":
        failures += 1

    def counts_anew(time):
        breaker = failed_at_once(config, failures - 1)
        breaker.done(time, True)
        return breaker.state == "closed"

    window = shortest(counts_anew) if failures > 1 else 0
    stays_open = shortest(lambda time: failed_at_once(config, failures).allow(time))

    breaker, probes = failed_at_once(config, failures), 0
    while breaker.allow(stays_open):
        probes += 1

    breaker, successes = failed_at_once(config, failures), 0
    breaker.allow(stays_open)
    while breaker.state == "half-open":
        breaker.done(stays_open, False)
        successes += 1
    return {
        "Name": config.name,
        "Failures": failures,
        "Window": window,
        "Open": stays_open,
        "Probes": probes,
        "Successes": successes,
    }


def shortest(holds):
    """The time in seconds at which something begins to hold, to the nanosecond."""
    low, high = -1, 1 << 62
    while high - low > 1:
        middle = (low + high) // 2
        if holds(middle / 1e9):
            high = middle
        else:
            low = middle
    return high / 1e9
