// Writes into a file every key that the strict parser of livekit-server takes, with its type and its default: the fields of its
// configuration, read by reflection as gopkg.in/yaml.v3 reads them.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/livekit/livekit-server/pkg/config"
	"gopkg.in/yaml.v3"
)

type key struct {
	Path    []string `json:"path"`
	Type    string   `json:"type"`
	Default any      `json:"default,omitempty"`
}

var (
	keys        []key
	unmarshaler = reflect.TypeFor[yaml.Unmarshaler]()
	duration    = reflect.TypeFor[time.Duration]()
)

// walk adds the fields of a struct; value is invalid where there is no default.
func walk(path []string, t reflect.Type, value reflect.Value) {
	for i := range t.NumField() {
		field := t.Field(i)
		if field.PkgPath != "" && !field.Anonymous {
			continue
		}
		tag := field.Tag.Get("yaml")
		if tag == "" && !strings.Contains(string(field.Tag), ":") {
			tag = string(field.Tag)
		}
		name, options, _ := strings.Cut(tag, ",")
		if name == "-" {
			continue
		}
		var inner reflect.Value
		if value.IsValid() {
			inner = value.Field(i)
		}
		if strings.Contains(options, "inline") {
			inlined, innerValue := pointed(field.Type, inner)
			walk(path, inlined, innerValue)
			continue
		}
		if name == "" {
			name = strings.ToLower(field.Name)
		}
		add(append(append([]string{}, path...), name), field.Type, inner)
	}
}

func add(path []string, t reflect.Type, value reflect.Value) {
	t, value = pointed(t, value)
	entry := key{Path: path, Type: typeOf(t)}
	if value.IsValid() && !value.IsZero() {
		entry.Default = plain(t, value)
	}
	keys = append(keys, entry)
	within(path, t, value)
}

// within adds the keys inside of a value: "[]" stands for each item of a list, "{}" for each value of a map.
func within(path []string, t reflect.Type, value reflect.Value) {
	t, value = pointed(t, value)
	switch {
	case reflect.PointerTo(t).Implements(unmarshaler):
	case t.Kind() == reflect.Struct:
		walk(path, t, value)
	case t.Kind() == reflect.Slice:
		within(append(append([]string{}, path...), "[]"), t.Elem(), reflect.Value{})
	case t.Kind() == reflect.Map:
		within(append(append([]string{}, path...), "{}"), t.Elem(), reflect.Value{})
	}
}

func pointed(t reflect.Type, value reflect.Value) (reflect.Type, reflect.Value) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
		if value.IsValid() {
			value = value.Elem()
		}
	}
	return t, value
}

// plain is a default as it would be written; nil for structures, whose fields have defaults of their own.
func plain(t reflect.Type, value reflect.Value) any {
	switch {
	case t == duration:
		return fmt.Sprint(value.Interface())
	case t.Kind() == reflect.Slice && t.Elem().Kind() != reflect.Struct:
		items := make([]any, value.Len())
		for i := range items {
			items[i] = plain(t.Elem(), value.Index(i))
		}
		return items
	case t.Kind() == reflect.Struct, t.Kind() == reflect.Slice, t.Kind() == reflect.Map:
		return nil
	default:
		return value.Interface()
	}
}

func typeOf(t reflect.Type) string {
	switch {
	case t == duration:
		return "duration"
	case reflect.PointerTo(t).Implements(unmarshaler):
		return "own"
	case t.Kind() == reflect.Slice:
		return "list"
	default:
		return t.Kind().String()
	}
}

func main() {
	walk(nil, reflect.TypeFor[config.Config](), reflect.ValueOf(config.DefaultConfig))
	text, err := json.Marshal(keys)
	if err == nil {
		err = os.WriteFile(os.Args[1], text, 0o644)
	}
	if err != nil {
		panic(err)
	}
}
