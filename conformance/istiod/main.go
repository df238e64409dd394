// Command istiod answers what Istio's control plane would send to proxies, without a cluster.
//
// It reads questions from standard input, one JSON document a line, and answers each with one line on standard output:
// it loads the question's folder of manifests into istiod's own code, and prints the listeners, clusters, routes and
// endpoints of the proxies that the question names, with everything that istiod and its webhook have against the
// manifests. See question.go and answer.go for the fields.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"istio.io/istio/pkg/log"
)

func main() {
	if err := answerAll(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func answerAll(in io.Reader, out io.Writer) error {
	// What matters is in the answers; the log would be one of a server that starts and stops all the time.
	for _, scope := range log.Scopes() {
		scope.SetOutputLevel(log.NoneLevel)
	}
	questions := bufio.NewReader(in)
	writer := json.NewEncoder(out)
	for {
		line, err := questions.ReadBytes('\n')
		if len(line) > 0 {
			if err := writer.Encode(answerLine(line)); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

func answerLine(line []byte) *Answer {
	question, err := parseQuestion(line)
	if err != nil {
		return &Answer{Error: err.Error()}
	}
	answer, err := answerOf(question)
	if err != nil {
		return &Answer{Error: err.Error()}
	}
	return answer
}
