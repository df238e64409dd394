// Reads files of breakers and retries as strictly as a program could, and says what they make a program do: for each
// file one line of JSON, with the calls by name, or with an error. Durations are nanoseconds.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"time"
)

type seenCall struct {
	Breaker *Behaviour      `json:"breaker,omitempty"`
	Least   []time.Duration `json:"least"`
	Most    []time.Duration `json:"most"`
}

func main() {
	lines := json.NewEncoder(os.Stdout)
	for _, path := range os.Args[1:] {
		line := map[string]any{}
		if calls, err := see(path); err != nil {
			line["error"] = err.Error()
		} else {
			line["calls"] = calls
		}
		if err := lines.Encode(line); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

func see(path string) (map[string]seenCall, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	calls, err := Load(text)
	if err != nil {
		return nil, err
	}
	seen := map[string]seenCall{}
	for name, call := range calls {
		one := seenCall{Least: []time.Duration{}, Most: []time.Duration{}}
		if call.Breaker != nil {
			behaviour := behaviourOf(*call.Breaker)
			one.Breaker = &behaviour
		}
		if call.Waits != nil {
			if one.Least, err = waitsOf(call.Waits, 0); err != nil {
				return nil, err
			}
			if one.Most, err = waitsOf(call.Waits, 1); err != nil {
				return nil, err
			}
		}
		seen[name] = one
	}
	return seen, nil
}
