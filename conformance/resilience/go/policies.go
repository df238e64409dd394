package main

import "time"

// CircuitBreakerConfig has the fields that are documented of the library's, and no others.
type CircuitBreakerConfig struct {
	Name        string
	MaxFailures uint32
	Timeout     time.Duration
	MaxRequests uint32
	Interval    time.Duration
}

// RetryConfig has the fields that are documented of the library's, and no others.
type RetryConfig struct {
	MaxAttempts         int
	InitialDelay        time.Duration
	MaxDelay            time.Duration
	Multiplier          float64
	RandomizationFactor float64
}

// The parameters of the strategies that RetryConfig cannot express.
type (
	LinearBackoff struct {
		Strategy     string
		MaxAttempts  int
		InitialDelay time.Duration
		MaxDelay     time.Duration
		Increment    time.Duration
	}
	ConstantBackoff struct {
		Strategy    string
		MaxAttempts int
		Interval    time.Duration
	}
	FibonacciBackoff struct {
		Strategy     string
		MaxAttempts  int
		InitialDelay time.Duration
		MaxDelay     time.Duration
	}
)

// Call is what a program does by itself in one of its calls.
type Call struct {
	Breaker *CircuitBreakerConfig
	Waits   Waits
}
