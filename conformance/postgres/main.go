// A client of PostgreSQL that sets up its pool from the variables of the pod, as the platform's Go programs do.
//
//	hold PODS           fills the pool of so many pods, says what they see, and holds them until its input ends
//	work                asks with parameters on several connections
//	ask session         sets the user of a request for the session, while another user does the same
//	ask transaction     sets it for each transaction
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"sync"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	alice = "00000000-0000-0000-0000-00000000000a"
	bob   = "00000000-0000-0000-0000-00000000000b"
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
	case len(args) == 1 && args[0] == "work":
		return work()
	case len(args) == 2 && args[0] == "ask":
		return ask(args[1] == "transaction")
	}
	return fmt.Errorf("usage: hold PODS | work | ask session|transaction")
}

func newPool() (*pgxpool.Pool, error) {
	return pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
}

func hold(pods int) error {
	seen := map[string]string{}
	var mutex sync.Mutex
	failures := make(chan error)
	for range pods {
		go func() { failures <- fill(&mutex, seen) }()
	}
	for range pods {
		if err := <-failures; err != nil {
			return err
		}
	}
	if err := say(seen); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, os.Stdin)
	return err
}

func fill(mutex *sync.Mutex, seen map[string]string) error {
	pool, err := newPool()
	if err != nil {
		return err
	}
	for range pool.Config().MaxConns {
		conn, err := pool.Acquire(ctx)
		if err != nil {
			return err
		}
		for _, name := range []string{"statement_timeout", "idle_in_transaction_session_timeout"} {
			var value string
			if err := conn.QueryRow(ctx, "select current_setting($1)", name).Scan(&value); err != nil {
				return err
			}
			mutex.Lock()
			seen[name] = value
			mutex.Unlock()
		}
	}
	return nil
}

func work() error {
	pool, err := newPool()
	if err != nil {
		return err
	}
	failures := make(chan error)
	for i := range 3 {
		go func() {
			for range 10 {
				var got int
				if err := pool.QueryRow(ctx, "select $1::int + 1", i).Scan(&got); err != nil || got != i+1 {
					failures <- fmt.Errorf("%d + 1 is %d: %w", i, got, err)
					return
				}
			}
			failures <- nil
		}()
	}
	for range 3 {
		if err := <-failures; err != nil {
			return err
		}
	}
	return say(map[string]string{"work": "done"})
}

// ask says which documents Alice sees when Bob asks at the same time, each through a pool of their own.
func ask(inTransaction bool) error {
	pools := [2]*pgxpool.Pool{}
	for i := range pools {
		pool, err := newPool()
		if err != nil {
			return err
		}
		pools[i] = pool
	}
	titles, err := documents(pools[0], pools[1], inTransaction)
	if err != nil {
		return err
	}
	return say(map[string]string{"alice": titles})
}

func documents(alices, bobs *pgxpool.Pool, inTransaction bool) (string, error) {
	if inTransaction {
		if _, err := readInTransaction(bobs, bob); err != nil {
			return "", err
		}
		return readInTransaction(alices, alice)
	}
	conn, err := connectionOf(alices, alice)
	if err != nil {
		return "", err
	}
	if _, err := connectionOf(bobs, bob); err != nil {
		return "", err
	}
	return titles(conn)
}

func connectionOf(pool *pgxpool.Pool, user string) (*pgxpool.Conn, error) {
	conn, err := pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	_, err = conn.Exec(ctx, "select set_config('app.current_user_id', $1, false)", user)
	return conn, err
}

func readInTransaction(pool *pgxpool.Pool, user string) (seen string, err error) {
	err = pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "select set_config('app.current_user_id', $1, true)", user); err != nil {
			return err
		}
		seen, err = titles(tx)
		return err
	})
	return seen, err
}

func titles(of interface {
	QueryRow(context.Context, string, ...any) pgx.Row
}) (seen string, err error) {
	err = of.QueryRow(ctx, "select coalesce(string_agg(title, ','), 'nothing') from documents").Scan(&seen)
	return seen, err
}

func say(value any) error {
	return json.NewEncoder(os.Stdout).Encode(value)
}
