// A client of Redis that is set up from the variables of the pod, as the platform's Go programs are: the URL has all
// options, and the password is a variable of its own.
//
//	hold PODS   fills the pool of so many pods, says so, and holds them until its input ends
//	fail        says how many milliseconds a command takes that gets no answer
//	work        writes a key and reads it
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

var ctx = context.Background()

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 2 && args[0] == "hold":
		pods, err := strconv.Atoi(args[1])
		if err != nil {
			return err
		}
		return hold(pods)
	case len(args) == 1 && args[0] == "fail":
		return fail()
	case len(args) == 1 && args[0] == "work":
		return work()
	}
	return fmt.Errorf("usage: hold PODS | fail | work")
}

func newClient() (*redis.Client, error) {
	options, err := redis.ParseURL(os.Getenv("REDIS_URL"))
	if err != nil {
		return nil, err
	}
	options.Password = os.Getenv("REDIS_PASSWORD")
	return redis.NewClient(options), nil
}

func hold(pods int) error {
	held := []*redis.Conn{}
	for range pods {
		client, err := newClient()
		if err != nil {
			return err
		}
		conns, err := fill(client)
		if err != nil {
			return err
		}
		held = append(held, conns...)
	}
	if err := say(map[string]int{"pods": pods}); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, os.Stdin)
	// What nothing refers to any more is closed.
	runtime.KeepAlive(held)
	return err
}

// fill takes the whole pool at once, in a burst.
func fill(client *redis.Client) ([]*redis.Conn, error) {
	conns := make([]*redis.Conn, client.Options().PoolSize)
	failures := make(chan error, len(conns))
	for i := range conns {
		// A connection of its own, held from the first command on.
		conns[i] = client.Conn()
		go func() { failures <- conns[i].Ping(ctx).Err() }()
	}
	for range conns {
		if err := <-failures; err != nil {
			return nil, err
		}
	}
	return conns, nil
}

func fail() error {
	client, err := newClient()
	if err != nil {
		return err
	}
	start := time.Now()
	if err := client.Get(ctx, "key").Err(); err == nil {
		return fmt.Errorf("it got an answer")
	}
	return say(map[string]int64{"milliseconds": time.Since(start).Milliseconds()})
}

func work() error {
	client, err := newClient()
	if err != nil {
		return err
	}
	if err := client.Set(ctx, "written", "go", 0).Err(); err != nil {
		return err
	}
	read, err := client.Get(ctx, "written").Result()
	if err != nil {
		return err
	}
	return say(map[string]string{"read": read})
}

func say(value any) error {
	return json.NewEncoder(os.Stdout).Encode(value)
}
