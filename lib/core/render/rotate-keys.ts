// A script that puts GitLab's signing keys into an auth method whose vault cannot reach GitLab.
import type { VaultDeclaration } from '@/lib/core/mapping/rules-file'
import { commandLines } from './cli-script'
import { commentText } from './comment-text'
import { jsonReader } from './json-reader'
import { shellQuote } from './shell-quote'

/**
 * An awk program: a modulus and an exponent as a JWK has them (base64url, one line each) become the body of a PEM public key.
 * Sources: RFC 7518 §6.3.1 (n, e), RFC 5280 §4.1 and RFC 8017 §A.1.1 (SubjectPublicKeyInfo of RSA).
 */
export const jwkToPem = `
BEGIN { letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"; digits = "0123456789abcdef" }
function bytes(text, i, at, held, bits, hex) {
  gsub(/-/, "+", text)
  gsub(/_/, "/", text)
  hex = ""
  held = bits = 0
  for (i = 1; i <= length(text); i++) {
    at = index(letters, substr(text, i, 1)) - 1
    if (at < 0) continue
    held = held * 64 + at
    bits += 6
    if (bits < 8) continue
    bits -= 8
    hex = hex sprintf("%02x", int(held / 2 ^ bits))
    held = held % (2 ^ bits)
  }
  return hex
}
function tagged(tag, hex, n) {
  n = length(hex) / 2
  return tag (n < 128 ? sprintf("%02x", n) : n < 256 ? sprintf("81%02x", n) : sprintf("82%04x", n)) hex
}
function number(hex) {
  while (length(hex) > 2 && substr(hex, 1, 2) == "00") hex = substr(hex, 3)
  return tagged("02", (index(digits, substr(hex, 1, 1)) > 8 ? "00" : "") hex)
}
function value(two) { return (index(digits, substr(two, 1, 1)) - 1) * 16 + index(digits, substr(two, 2, 1)) - 1 }
function base64(hex, i, a, b, c, out) {
  out = ""
  for (i = 1; i <= length(hex); i += 6) {
    a = value(substr(hex, i, 2))
    b = i + 2 <= length(hex) ? value(substr(hex, i + 2, 2)) : 0
    c = i + 4 <= length(hex) ? value(substr(hex, i + 4, 2)) : 0
    out = out substr(letters, int(a / 4) + 1, 1) substr(letters, a % 4 * 16 + int(b / 16) + 1, 1)
    out = out (i + 2 <= length(hex) ? substr(letters, b % 16 * 4 + int(c / 64) + 1, 1) : "=")
    out = out (i + 4 <= length(hex) ? substr(letters, c % 64 + 1, 1) : "=")
  }
  return out
}
NR == 1 { modulus = $0 }
NR == 2 { exponent = $0 }
END {
  key = tagged("30", number(bytes(modulus)) number(bytes(exponent)))
  print base64(tagged("30", "300d06092a864886f70d0101010500" tagged("03", "00" key)))
}`.trim()

/** Where GitLab shows its public keys. */
const keyPath = '/oauth/discovery/keys'

/**
 * Takes a vault of ours with static keys and the address of GitLab, and gives a POSIX script that fetches the keys of
 * GitLab's ID tokens, where GitLab can be reached, and writes the whole configuration of the auth method, where Vault can.
 * Keys that Vault has stay unless `--prune`, so that tokens of before a rotation still pass; an empty set is never written.
 * With `--out DIR` it writes PEM files instead, for Terraform. The keys are public: nothing here is secret. GitLab signs ID
 * tokens with RS256, so other kinds of keys are passed over. Sources: GitLab `config/routes.rb` (oauth/discovery/keys),
 * OpenBao `builtin/credential/jwt/path_config.go` (jwt_validation_pubkeys; a write replaces all).
 */
export function renderRotateKeys(vault: VaultDeclaration, gitlabUrl: string): string {
  const issuer = gitlabUrl.replace(/\/+$/, '')
  const config = `auth/${vault.auth_path}/config`
  return `${[
    '#!/bin/sh',
    commentText(
      `# Puts the keys of ${issuer} into ${config} of the vault ${vault.name}, which cannot fetch them itself.`,
    ),
    '# Run it before the first login and after each change of keys in GitLab; the day after, once more with --prune.',
    '# --out DIR writes PEM files for Terraform instead.',
    'set -eu',
    '',
    `json=${shellQuote(jsonReader)}`,
    `pem=${shellQuote(jwkToPem)}`,
    `issuer=${shellQuote(issuer)}`,
    `issuer_json=${shellQuote(JSON.stringify(issuer))}`,
    `config=${shellQuote(config)}`,
    body,
    ...commandLines(vault),
    write,
  ].join('\n')}\n`
}

const body = String.raw`
prune=
out=
while [ $# -gt 0 ]; do
  case $1 in
    --prune) prune=1 ;;
    --out) shift; out=$1 ;;
    *) echo "usage: $0 [--prune] [--out DIR]" >&2; exit 2 ;;
  esac
  shift
done
LC_ALL=C
export LC_ALL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

if command -v curl >/dev/null 2>&1; then curl -q -sS -f -m 60 -o "$work/keys" "$issuer${keyPath}"
elif command -v wget >/dev/null 2>&1; then wget -q -O "$work/keys" "$issuer${keyPath}"
else echo 'Neither curl nor wget is installed.' >&2; exit 1
fi || { echo "The keys of $issuer could not be fetched." >&2; exit 1; }

find_in() { # file, way
  CUTOVER_WAY=$2 awk "$json" <"$1"
}
name=0
: >"$work/bodies"
while :; do
  kind=0
  type=$(find_in "$work/keys" "keys
$name
kty") || kind=$?
  [ "$kind" -le 1 ] || { echo "What $issuer answers is no set of keys." >&2; exit 1; }
  [ "$kind" -eq 0 ] || break
  if [ "$type" = RSA ]; then
    modulus=$(find_in "$work/keys" "keys
$name
n")
    exponent=$(find_in "$work/keys" "keys
$name
e")
    printf '%s\n%s\n' "$modulus" "$exponent" | awk "$pem" >>"$work/bodies"
  fi
  name=$((name + 1))
done
[ -s "$work/bodies" ] || { echo "$issuer shows no RSA key: nothing is written." >&2; exit 1; }

if [ -n "$out" ]; then
  mkdir -p "$out"
  rm -f "$out"/gitlab-*.pem
  awk -v out="$work/gitlab-" '!seen[$0]++ {
    file = out sprintf("%02d", ++count) ".pem"
    print "-----BEGIN PUBLIC KEY-----" >file
    for (i = 1; i <= length($0); i += 64) print substr($0, i, 64) >file
    print "-----END PUBLIC KEY-----" >file
    close(file)
  }' <"$work/bodies"
  mv "$work"/gitlab-*.pem "$out"/
  exit 0
fi`

const write = String.raw`
if [ -z "$prune" ] && "$cli" read -format=json "$config" >"$work/now" 2>/dev/null; then
  name=0
  while held=$(find_in "$work/now" "data
jwt_validation_pubkeys
$name"); do
    printf %b "$held" | awk '
      /^-----BEGIN PUBLIC KEY-----/ { on = 1; next }
      /^-----END/ { on = 0 }
      on { gsub(/[^A-Za-z0-9+\/=]/, ""); text = text $0 }
      END { if (text != "") print text }' >>"$work/bodies"
    name=$((name + 1))
  done
fi
awk '
  BEGIN { printf "{\"jwt_supported_algs\":[\"RS256\"],\"jwt_validation_pubkeys\":[" }
  !seen[$0]++ {
    printf "%s\"-----BEGIN PUBLIC KEY-----", count++ ? "," : ""
    for (i = 1; i <= length($0); i += 64) printf "\\n%s", substr($0, i, 64)
    printf "\\n-----END PUBLIC KEY-----\""
  }
  END { printf "],\"bound_issuer\":" }' <"$work/bodies" >"$work/body"
printf '%s}\n' "$issuer_json" >>"$work/body"
"$cli" write "$config" - <"$work/body"`
