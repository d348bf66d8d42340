// GitLab Runner's own Vault code: reads what a job's `secrets:` entries ask for, as the Runner does.
//
// Takes one JSON object a line, `{"secrets": [...]}` with what GitLab sends to the Runner for each entry, and gives one line
// for it: `{"answers": [{"value"} or {"error"}]}` in that order.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sync"

	"gitlab.com/gitlab-org/gitlab-runner/helpers/vault/auth_methods"
	"gitlab.com/gitlab-org/gitlab-runner/helpers/vault/service"
)

type secret struct {
	Server struct {
		URL       string `json:"url"`
		Namespace string `json:"namespace"`
		Auth      struct {
			Name string         `json:"name"`
			Path string         `json:"path"`
			Data map[string]any `json:"data"`
		} `json:"auth"`
	} `json:"server"`
	Engine struct {
		Name string `json:"name"`
		Path string `json:"path"`
	} `json:"engine"`
	Path  string `json:"path"`
	Field string `json:"field"`
}

func (s secret) AuthName() string            { return s.Server.Auth.Name }
func (s secret) AuthPath() string            { return s.Server.Auth.Path }
func (s secret) AuthData() auth_methods.Data { return s.Server.Auth.Data }
func (s secret) EngineName() string          { return s.Engine.Name }
func (s secret) EnginePath() string          { return s.Engine.Path }
func (s secret) SecretPath() string          { return s.Path }
func (s secret) SecretField() string         { return s.Field }

type answer struct {
	Value *string `json:"value,omitempty"`
	Error string  `json:"error,omitempty"`
}

// As the Runner's resolver around this package does it (helpers/secrets/resolvers/vault/resolver.go).
func resolve(s secret) answer {
	vault, err := service.NewVault(s.Server.URL, s.Server.Namespace, s)
	if err != nil {
		return answer{Error: err.Error()}
	}
	data, err := vault.GetField(s, s)
	if err != nil {
		return answer{Error: err.Error()}
	}
	if data == nil {
		return answer{Error: "secret not found"}
	}
	value := fmt.Sprintf("%v", data)
	return answer{Value: &value}
}

const atOnce = 8

func main() {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 64<<20)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for in.Scan() {
		var asked struct {
			Secrets []secret `json:"secrets"`
		}
		if err := json.Unmarshal(in.Bytes(), &asked); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		answers := make([]answer, len(asked.Secrets))
		slots := make(chan struct{}, atOnce)
		var running sync.WaitGroup
		for at, one := range asked.Secrets {
			slots <- struct{}{}
			running.Add(1)
			go func() {
				defer running.Done()
				answers[at] = resolve(one)
				<-slots
			}()
		}
		running.Wait()
		if err := out.Encode(map[string]any{"answers": answers}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	if err := in.Err(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
