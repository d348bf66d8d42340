// The fixed part of a script that reads Vault inside a job: one login, plain HTTP, no jq.
import { jsonReader } from './json-reader'
import { shellQuote } from './shell-quote'

/**
 * Functions of a POSIX shell. Secrets go through files that only the user can read, never through arguments, which other
 * users of the machine see, and no redirect is followed; BusyBox's wget can do neither, so it comes last. The file `conf`
 * holds the token from login to revocation. What is found is kept as `printf %b` takes it, one line each.
 */
export const scriptRuntime = String.raw`
cutover_fail() { printf 'cutover: %s\n' "$1" >&2; exit 1; }

cutover_plain() { # Options of the job's own shell do not count in here.
  set +e +u +x +C
  unset IFS
  LC_ALL=C
  export LC_ALL
  umask 077
}

cutover_tools() {
  command -v awk >/dev/null 2>&1 || cutover_fail 'awk is not in this image'
  if command -v curl >/dev/null 2>&1; then cutover_client=curl
  elif command -v wget >/dev/null 2>&1; then
    if wget --version 2>/dev/null | grep -q GNU; then cutover_client=wget; else cutover_client=busybox; fi
  else cutover_fail 'neither curl nor wget is in this image'
  fi
}

cutover_ask() { # method, path below /v1/; the body is in the file body, if there is one
  cutover_body=
  [ -f "$cutover_dir/body" ] && cutover_body=$cutover_dir/body
  cutover_token=
  [ -f "$cutover_dir/conf" ] && read -r cutover_token <"$cutover_dir/conf"
  cutover_cacert=$VAULT_CACERT
  : >"$cutover_dir/out"
  if [ "$cutover_client" = curl ]; then
    : >"$cutover_dir/rc"
    [ -n "$cutover_token" ] && printf 'header = "X-Vault-Token: %s"\n' "$cutover_token" >"$cutover_dir/rc"
    set -- -q -g -sS -m 60 -K "$cutover_dir/rc" -o "$cutover_dir/out" -w '%{http_code}' -X "$1" "$cutover_address/v1/$2"
    [ -n "$cutover_cacert" ] && set -- "$@" --cacert "$cutover_cacert"
    [ -n "$cutover_namespace" ] && set -- "$@" -H "X-Vault-Namespace: $cutover_namespace"
    [ -n "$cutover_body" ] && set -- "$@" -H 'Content-Type: application/json' --data-binary "@$cutover_body"
    cutover_status=$(curl "$@" 2>"$cutover_dir/err") || cutover_status=000
  else
    cutover_url=$cutover_address/v1/$2
    cutover_method=$1
    set -- -S -O "$cutover_dir/out"
    if [ "$cutover_client" = wget ]; then
      set -- "$@" -T 60 -t 1 --max-redirect=0 --content-on-error
      : >"$cutover_dir/rc"
      [ -n "$cutover_token" ] && printf 'header = X-Vault-Token: %s\n' "$cutover_token" >"$cutover_dir/rc"
      [ -n "$cutover_cacert" ] && set -- "$@" "--ca-certificate=$cutover_cacert"
    else
      [ -n "$cutover_token" ] && set -- "$@" --header "X-Vault-Token: $cutover_token"
    fi
    [ -n "$cutover_namespace" ] && set -- "$@" --header "X-Vault-Namespace: $cutover_namespace"
    if [ -n "$cutover_body" ]; then set -- "$@" --header 'Content-Type: application/json' --post-file "$cutover_body"
    elif [ "$cutover_method" = POST ]; then set -- "$@" --post-data ''
    fi
    WGETRC=$cutover_dir/rc wget "$@" "$cutover_url" 2>"$cutover_dir/err"
    cutover_status=$(awk '
      match($0, /HTTP\/[0-9.]+ [0-9][0-9][0-9]/) { status = substr($0, RSTART + RLENGTH - 3, 3) }
      END { print (status == "" ? "000" : status) }' <"$cutover_dir/err")
  fi
  rm -f "$cutover_dir/body" "$cutover_dir/rc"
}

cutover_find() { # way; prints what is there
  CUTOVER_WAY=$1 awk "$cutover_json" <"$cutover_dir/out"
}

cutover_said() { # what the server says, on one line
  cutover_text=$(cutover_find 'errors
0') && printf ': %b' "$cutover_text" | tr -s '[:space:][:cntrl:]' ' ' | cut -c 1-300 | sed 's/ *$//'
}

cutover_refused() { # what was tried; says what came instead
  case $cutover_status in
    000) cutover_fail "$1: no answer from $cutover_address ($(tail -n 1 "$cutover_dir/err" | tr -d '[:cntrl:]'))" ;;
    3*) cutover_fail "$1: $cutover_address answered with a redirect ($cutover_status), which is not followed" ;;
    503) cutover_fail "$1: the vault at $cutover_address is sealed or not ready (503)$(cutover_said)" ;;
    *) cutover_fail "$1: refused ($cutover_status)$(cutover_said)" ;;
  esac
}

cutover_login() {
  case $VAULT_ID_TOKEN in
    '') cutover_fail 'VAULT_ID_TOKEN is empty: the job needs an entry of that name under id_tokens' ;;
    *[!A-Za-z0-9._-]*) cutover_fail 'VAULT_ID_TOKEN holds something else than an ID token' ;;
  esac
  printf '{"role":%s,"jwt":"%s"}' "$cutover_role_json" "$VAULT_ID_TOKEN" >"$cutover_dir/body"
  cutover_ask POST "$cutover_login_path"
  case $cutover_status in
    200) ;;
    403) cutover_fail "login as $cutover_role: permission denied (403): no auth method at $cutover_login_path, or not from this address" ;;
    *) cutover_refused "login as $cutover_role" ;;
  esac
  cutover_token=$(cutover_find 'auth
client_token') || cutover_fail "login as $cutover_role: the answer holds no token"
  case $cutover_token in
    '' | *[!A-Za-z0-9._-]*) cutover_fail "login as $cutover_role: the answer holds no token" ;;
  esac
  printf '%s\n' "$cutover_token" >"$cutover_dir/conf"
}

cutover_get() { # path below /v1/, path as people write it, keys
  cutover_what="$3 at $2"
  cutover_ask GET "$1"
  case $cutover_status in
    200) ;;
    403) cutover_fail "$cutover_what: permission denied (403): no policy of role $cutover_role grants it" ;;
    404) cutover_fail "$cutover_what: nothing is there (404)" ;;
    *) cutover_refused "$cutover_what" ;;
  esac
}

cutover_take() { # number, key, field, way, file or variable
  cutover_text=$(cutover_find "$4")
  case $? in
    0) ;;
    1) cutover_fail "$cutover_what: no field $3 for $2" ;;
    2) cutover_fail "$cutover_what: field $3 for $2 holds a map or list, not a text" ;;
    3) cutover_fail "$cutover_what: field $3 for $2 holds a NUL character, which no variable can" ;;
    *) cutover_fail "$cutover_what: the answer is no JSON" ;;
  esac
  if [ "$5" = file ]; then printf %b "$cutover_text" >"$cutover_dir/$2"
  else printf '%s\n' "$cutover_text" >"$cutover_dir/$1"
  fi
}

cutover_revoke() {
  if [ -f "$cutover_dir/conf" ]; then
    rm -f "$cutover_dir/body"
    cutover_ask POST auth/token/revoke-self
    case $cutover_status in
      2*) ;;
      *) printf 'cutover: the Vault token could not be revoked (%s); it ends by itself\n' "$cutover_status" >&2 ;;
    esac
  fi
  rm -f "$cutover_dir/conf" "$cutover_dir/out" "$cutover_dir/err" "$cutover_dir/body" "$cutover_dir/rc"
}

cutover_end() ( # when the job's shell ends
  cutover_plain
  trap '' INT TERM HUP
  cutover_revoke
  rm -rf "$cutover_dir"
)`.trim()

/** The awk program that finds values in answers, as a shell variable. */
export const scriptReader = `cutover_json=${shellQuote(jsonReader)}`
