// An awk program that finds one value in a JSON text, for scripts that must do without jq.

/**
 * A POSIX awk program. It reads a JSON text from standard input and the way to a value from the environment variable
 * `CUTOVER_WAY` (names, and indexes from 0, one a line), and prints the value on one line as `printf %b` takes it: so no
 * byte of it is lost by awk, whatever awk that is, and no newline by the shell. A text gives its characters, a number or
 * boolean what is written. Exit 1: not there, or null. 2: a map or list. 3: holds a NUL, which no variable can. 4: no JSON.
 * Call it with `LC_ALL=C`, so that it counts bytes. Source of the format: RFC 8259; POSIX.1-2017, awk and printf.
 */
export const jsonReader = String.raw`
{ text = text (NR > 1 ? "\n" : "") $0 }
function bad() { exit 4 }
function skip() { while (at <= size && index(" \t\r\n", substr(text, at, 1)) > 0) at++ }
function hex(four, i, n) {
  if (four !~ /^[0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f][0-9A-Fa-f]$/) bad()
  n = 0
  for (i = 1; i <= 4; i++) n = n * 16 + index("0123456789abcdef", tolower(substr(four, i, 1))) - 1
  return n
}
function byte(n, raw) { return raw ? sprintf("%c", n) : sprintf("%s0%03o", "\\", n) }
function utf8(n, raw) {
  if (n == 0) nul = 1
  if (n < 128) return byte(n, raw)
  if (n < 2048) return byte(192 + int(n / 64), raw) byte(128 + n % 64, raw)
  if (n < 65536) return byte(224 + int(n / 4096), raw) byte(128 + int(n / 64) % 64, raw) byte(128 + n % 64, raw)
  return byte(240 + int(n / 262144), raw) byte(128 + int(n / 4096) % 64, raw) byte(128 + int(n / 64) % 64, raw) byte(128 + n % 64, raw)
}
function unicode(raw, n, low) {
  n = hex(substr(text, at, 4))
  at += 4
  if (n >= 55296 && n <= 56319 && substr(text, at, 2) == "\\u") {
    low = hex(substr(text, at + 2, 4))
    if (low >= 56320 && low <= 57343) { at += 6; return utf8(65536 + (n - 55296) * 1024 + low - 56320, raw) }
  }
  return utf8(n >= 55296 && n <= 57343 ? 65533 : n, raw)
}
function string(raw, out, rest, c) {
  at++
  out = ""
  while (at <= size) {
    rest = substr(text, at, 256)
    if (match(rest, /^[^"\\]+/)) { out = out substr(rest, 1, RLENGTH); at += RLENGTH; continue }
    c = substr(text, at, 1)
    if (c == "\"") { at++; return out }
    c = substr(text, at + 1, 1)
    at += 2
    if (c == "u") out = out unicode(raw)
    else if (c == "n") out = out byte(10, raw)
    else if (c == "t") out = out byte(9, raw)
    else if (c == "r") out = out byte(13, raw)
    else if (c == "b") out = out byte(8, raw)
    else if (c == "f") out = out byte(12, raw)
    else if (c == "\\") out = out byte(92, raw)
    else if (c == "\"" || c == "/") out = out c
    else bad()
  }
  bad()
}
function value(way, c, name, n, s, close_) {
  skip()
  c = substr(text, at, 1)
  if (c == "{" || c == "[") {
    if (way == want) kind = 2
    close_ = c == "{" ? "}" : "]"
    at++
    skip()
    if (substr(text, at, 1) == close_) { at++; return }
    for (n = 0; ; n++) {
      name = n
      if (close_ == "}") {
        skip()
        if (substr(text, at, 1) != "\"") bad()
        name = string(1)
        skip()
        if (substr(text, at++, 1) != ":") bad()
      }
      value(way == "" ? name "" : way "\n" name)
      skip()
      c = substr(text, at++, 1)
      if (c == close_) return
      if (c != ",") bad()
    }
  }
  nul = 0
  if (c == "\"") {
    s = string(0)
    if (way == want) { kind = nul ? 3 : 0; found = s }
    return
  }
  if (!match(substr(text, at, 256), /^[-+.0-9A-Za-z]+/)) bad()
  s = substr(text, at, RLENGTH)
  at += RLENGTH
  if (s !~ /^(true|false|null|-?[0-9].*)$/) bad()
  if (way == want) { kind = s == "null" ? 1 : 0; found = s }
}
END {
  want = ENVIRON["CUTOVER_WAY"]
  size = length(text)
  at = 1
  kind = 1
  value("")
  skip()
  if (at <= size) bad()
  if (kind) exit kind
  print found
}`.trim()
