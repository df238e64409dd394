package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
	"strings"
)

// Load reads a file. Each struct has to have exactly its fields: encoding/json alone would leave missing ones at zero, and
// would take names in any letter case.
func Load(text []byte) (map[string]Call, error) {
	var file struct{ Calls map[string]json.RawMessage }
	if err := exactly(text, &file); err != nil {
		return nil, err
	}
	calls := map[string]Call{}
	for name, raw := range file.Calls {
		call, err := loadCall(raw)
		if err != nil {
			return nil, fmt.Errorf("Calls.%s: %w", name, err)
		}
		calls[name] = call
	}
	return calls, nil
}

func loadCall(text []byte) (Call, error) {
	parts, err := fieldsOf(text)
	if err != nil {
		return Call{}, err
	}
	var call Call
	for field, raw := range parts {
		var err error
		switch field {
		case "CircuitBreaker":
			call.Breaker = &CircuitBreakerConfig{}
			err = exactly(raw, call.Breaker)
		case "Retry":
			var config RetryConfig
			err = exactly(raw, &config)
			call.Waits = config
		case "Backoff":
			call.Waits, err = loadBackoff(raw)
		default:
			err = fmt.Errorf("unknown field")
		}
		if err != nil {
			return Call{}, fmt.Errorf("%s: %w", field, err)
		}
	}
	_, retry := parts["Retry"]
	_, backoff := parts["Backoff"]
	if retry && backoff {
		return Call{}, fmt.Errorf("both Retry and Backoff")
	}
	return call, nil
}

func loadBackoff(text []byte) (Waits, error) {
	var named struct{ Strategy string }
	if err := json.Unmarshal(text, &named); err != nil {
		return nil, err
	}
	switch named.Strategy {
	case "linear":
		var config LinearBackoff
		return &config, exactly(text, &config)
	case "constant":
		var config ConstantBackoff
		return &config, exactly(text, &config)
	case "fibonacci":
		var config FibonacciBackoff
		return &config, exactly(text, &config)
	}
	return nil, fmt.Errorf("unknown strategy %q", named.Strategy)
}

// exactly fills a struct from an object that has its fields, all of them and nothing else.
func exactly(text []byte, target any) error {
	found, err := fieldsOf(text)
	if err != nil {
		return err
	}
	var problems []string
	known := map[string]bool{}
	for _, field := range reflect.VisibleFields(reflect.TypeOf(target).Elem()) {
		known[field.Name] = true
		if raw, ok := found[field.Name]; !ok {
			problems = append(problems, "missing field "+field.Name)
		} else if bytes.Equal(raw, []byte("null")) {
			problems = append(problems, "null field "+field.Name)
		}
	}
	for name := range found {
		if !known[name] {
			problems = append(problems, "unknown field "+name)
		}
	}
	if len(problems) > 0 {
		sort.Strings(problems)
		return fmt.Errorf("%s", strings.Join(problems, ", "))
	}
	return json.Unmarshal(text, target)
}

func fieldsOf(text []byte) (map[string]json.RawMessage, error) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(text, &fields); err != nil {
		return nil, err
	}
	if fields == nil {
		return nil, fmt.Errorf("null, not an object")
	}
	return fields, nil
}
