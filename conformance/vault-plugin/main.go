// HashiCorp Vault's JWT plugin, asked without Vault: one case a line on standard input, one answer a line.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"time"

	"github.com/hashicorp/go-hclog"
	jwtauth "github.com/hashicorp/vault-plugin-auth-jwt"
	"github.com/hashicorp/vault/sdk/helper/jsonutil"
	"github.com/hashicorp/vault/sdk/logical"
)

type question struct {
	Config    map[string]interface{} `json:"config"`
	Role      map[string]interface{} `json:"role"`
	WrittenAs string                 `json:"writtenAs"`
	RoleName  string                 `json:"roleName"`
	Jwt       string                 `json:"jwt"`
	Source    string                 `json:"source"`
}

type answer struct {
	ConfigError *string           `json:"configError"`
	RoleError   *string           `json:"roleError"`
	LoginError  *string           `json:"loginError"`
	Metadata    map[string]string `json:"metadata"`
}

const systemTTL = 768 * time.Hour

func main() {
	lines := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			return
		}
		var asked question
		if err := jsonutil.DecodeJSON(line, &asked); err != nil {
			panic(err)
		}
		if err := out.Encode(ask(asked)); err != nil {
			panic(err)
		}
	}
}

func ask(asked question) answer {
	ctx := context.Background()
	storage := &logical.InmemStorage{}
	backend, err := jwtauth.Factory(ctx, &logical.BackendConfig{
		Logger:      hclog.NewNullLogger(),
		StorageView: storage,
		System:      &logical.StaticSystemView{DefaultLeaseTTLVal: systemTTL, MaxLeaseTTLVal: systemTTL},
	})
	if err != nil {
		panic(err)
	}
	defer backend.Cleanup(ctx)
	request := func(path string, data map[string]interface{}) *logical.Request {
		return &logical.Request{
			Operation:  logical.UpdateOperation,
			Path:       path,
			Data:       data,
			Storage:    storage,
			Connection: &logical.Connection{RemoteAddr: asked.Source},
		}
	}
	var found answer
	found.ConfigError = failure(backend.HandleRequest(ctx, request("config", asked.Config)))
	role := request("role/"+asked.WrittenAs, asked.Role)
	role.Operation = logical.CreateOperation
	_, _, err = backend.HandleExistenceCheck(ctx, role)
	if err != nil && err != logical.ErrUnsupportedPath {
		found.RoleError = failure(nil, err)
	} else {
		found.RoleError = failure(backend.HandleRequest(ctx, role))
	}
	login := map[string]interface{}{"jwt": asked.Jwt}
	if asked.RoleName != "" {
		login["role"] = asked.RoleName
	}
	response, err := answered(func() (*logical.Response, error) {
		return backend.HandleRequest(ctx, request("login", login))
	})
	found.LoginError = failure(response, err)
	if response != nil && response.Auth != nil {
		found.Metadata = response.Auth.Metadata
	}
	return found
}

// A server survives a panic over a request: it closes the connection.
func answered(ask func() (*logical.Response, error)) (response *logical.Response, err error) {
	defer func() {
		if recover() != nil {
			response, err = nil, errors.New("panic")
		}
	}()
	return ask()
}

func failure(response *logical.Response, err error) *string {
	text := ""
	switch {
	case response != nil && response.IsError():
		text = response.Error().Error()
	case err != nil:
		text = err.Error()
	default:
		return nil
	}
	return &text
}
