package main

import "time"

type state int

const (
	closed state = iota
	open
	halfOpen
)

// Breaker is the documented one, with a clock that a test moves.
type Breaker struct {
	config                        CircuitBreakerConfig
	state                         state
	windowStart, openedAt         time.Duration
	failures, requests, successes uint32
}

// Allow says whether a request may be sent now. The one that finds the time of being open over is not counted.
func (b *Breaker) Allow(now time.Duration) bool {
	switch b.state {
	case open:
		if now-b.openedAt < b.config.Timeout {
			return false
		}
		b.state, b.requests, b.successes = halfOpen, 0, 0
		return true
	case halfOpen:
		if b.requests >= b.config.MaxRequests {
			return false
		}
		b.requests++
	}
	return true
}

// Done tells how a request ended. Any error counts.
func (b *Breaker) Done(now time.Duration, failed bool) {
	switch {
	case b.state == halfOpen && failed:
		b.trip(now)
	case b.state == halfOpen:
		if b.successes++; b.successes >= b.config.MaxRequests {
			b.state, b.failures, b.windowStart = closed, 0, now
		}
	case b.state == closed && failed:
		if now-b.windowStart >= b.config.Interval {
			b.failures, b.windowStart = 0, now
		}
		if b.failures++; b.failures >= b.config.MaxFailures {
			b.trip(now)
		}
	}
}

func (b *Breaker) trip(now time.Duration) { b.state, b.openedAt = open, now }

// Behaviour is what a breaker of a configuration was seen to do.
type Behaviour struct {
	Name string
	// Failures at one time that open it.
	Failures uint32
	// The shortest time after which a failure no longer counts together with those before it; 0 where there are none.
	Window time.Duration
	// The shortest time after which it lets a request through again.
	Open time.Duration
	// Requests that it then lets through before any of them has ended.
	Probes uint32
	// Successes that close it.
	Successes uint32
}

func behaviourOf(config CircuitBreakerConfig) Behaviour {
	seen := Behaviour{Name: config.Name}
	for b := (&Breaker{config: config}); b.state == closed; seen.Failures++ {
		b.Done(0, true)
	}
	if seen.Failures > 1 {
		seen.Window = windowOf(config)
	}
	opened := func() *Breaker {
		b := &Breaker{config: config}
		for n := uint32(0); n < seen.Failures; n++ {
			b.Done(0, true)
		}
		return b
	}
	seen.Open = shortest(func(time time.Duration) bool { return opened().Allow(time) })
	for b := opened(); b.Allow(seen.Open); seen.Probes++ {
	}
	b := opened()
	for b.Allow(seen.Open); b.state == halfOpen; seen.Successes++ {
		b.Done(seen.Open, false)
	}
	return seen
}

func windowOf(config CircuitBreakerConfig) time.Duration {
	return shortest(func(time time.Duration) bool {
		b := &Breaker{config: config}
		for n := uint32(1); n < config.MaxFailures; n++ {
			b.Done(0, true)
		}
		b.Done(time, true)
		return b.state == closed
	})
}

// shortest finds the time at which something begins to hold.
func shortest(holds func(time.Duration) bool) time.Duration {
	low, high := time.Duration(-1), time.Duration(1<<62)
	for high-low > 1 {
		if middle := low + (high-low)/2; holds(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return high
}
