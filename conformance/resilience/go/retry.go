package main

import (
	"errors"
	"math"
	"time"
)

// Waits gives the n-th wait, counted from 1, after the one before it. random draws from 0 to 1, both included.
type Waits interface {
	attempts() int
	next(n int, previous time.Duration, random func() float64) time.Duration
}

// Retry asks until it succeeds or has asked often enough. sleep and random are those of the program; here, of a test.
func Retry(waits Waits, sleep func(time.Duration), random func() float64, operation func() error) error {
	var err error
	var delay time.Duration
	for attempt := 1; attempt <= waits.attempts(); attempt++ {
		if attempt > 1 {
			delay = waits.next(attempt-1, delay, random)
			sleep(delay)
		}
		if err = operation(); err == nil {
			return nil
		}
	}
	return err
}

// waitsOf is what Retry sleeps when nothing ever succeeds and chance always draws the same.
func waitsOf(waits Waits, draw float64) ([]time.Duration, error) {
	slept := []time.Duration{}
	asked := 0
	err := Retry(
		waits,
		func(wait time.Duration) { slept = append(slept, wait) },
		func() float64 { return draw },
		func() error { asked++; return errors.New("no") },
	)
	if err == nil || asked != waits.attempts() {
		return nil, errors.New("Retry did not ask as often as it has to")
	}
	return slept, nil
}

func (c RetryConfig) attempts() int { return c.MaxAttempts }

// delay_n = U(1-r, 1+r) * min(delay_{n-1} * m, MaxDelay), delay_0 = InitialDelay.
func (c RetryConfig) next(n int, previous time.Duration, random func() float64) time.Duration {
	if n == 1 {
		previous = c.InitialDelay
	}
	grown := math.Min(float64(previous)*c.Multiplier, float64(c.MaxDelay))
	r := c.RandomizationFactor
	return time.Duration(grown * (1 - r + 2*r*random()))
}

func (c LinearBackoff) attempts() int { return c.MaxAttempts }

func (c LinearBackoff) next(n int, _ time.Duration, _ func() float64) time.Duration {
	return min(c.InitialDelay+time.Duration(n-1)*c.Increment, c.MaxDelay)
}

func (c ConstantBackoff) attempts() int { return c.MaxAttempts }

func (c ConstantBackoff) next(int, time.Duration, func() float64) time.Duration { return c.Interval }

func (c FibonacciBackoff) attempts() int { return c.MaxAttempts }

func (c FibonacciBackoff) next(n int, _ time.Duration, _ func() float64) time.Duration {
	now, after := c.InitialDelay, c.InitialDelay
	for ; n > 1; n-- {
		now, after = after, now+after
	}
	return min(now, c.MaxDelay)
}
