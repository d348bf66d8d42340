// The part of a script that asks the transit engine: keys stay in Vault, and the job hands over what to sign or decrypt.

/**
 * `cutover_transit KEY` reads bytes from standard input and prints the answer: for `sign/` the signature, for `encrypt/`
 * the ciphertext, for `decrypt/` the plain bytes. Needs `od` and the functions of `scriptRuntime`. Source: OpenBao
 * `builtin/logical/transit/path_sign_verify.go`, `path_encrypt.go`, `path_decrypt.go`.
 */
export const scriptTransit = String.raw`
cutover_encode() { # bytes on standard input, base64 on standard output
  od -An -v -tx1 | awk '
    BEGIN { letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" }
    function hex(two) {
      return index("0123456789abcdef", substr(two, 1, 1)) * 16 + index("0123456789abcdef", substr(two, 2, 1)) - 17
    }
    function four(a, b, c) {
      return substr(letters, int(a / 4) + 1, 1) substr(letters, a % 4 * 16 + int(b / 16) + 1, 1) \
        substr(letters, b % 16 * 4 + int(c / 64) + 1, 1) substr(letters, c % 64 + 1, 1)
    }
    { for (i = 1; i <= NF; i++) { held[n++] = hex($i); if (n == 3) { printf "%s", four(held[0], held[1], held[2]); n = 0 } } }
    END {
      if (n == 1) printf "%s==", substr(four(held[0], 0, 0), 1, 2)
      if (n == 2) printf "%s=", substr(four(held[0], held[1], 0), 1, 3)
    }'
}

cutover_decode() { # base64 on standard input, the bytes on standard output
  cutover_text=$(awk '
    BEGIN { letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" }
    {
      for (i = 1; i <= length($0); i++) {
        at = index(letters, substr($0, i, 1)) - 1
        if (at < 0) continue
        held = held * 64 + at
        bits += 6
        if (bits < 8) continue
        bits -= 8
        step = 2 ^ bits
        printf "%s0%03o", "\\", int(held / step)
        held = held % step
      }
    }')
  printf %b "$cutover_text"
}

cutover_transit() ( # key of the variable; bytes on standard input
  cutover_plain
  cutover_key=$1
  cutover_transit_path "$1" || cutover_fail "$1 is no transit key of job $CUTOVER_JOB"
  command -v od >/dev/null 2>&1 || cutover_fail 'od is not in this image'
  case $cutover_operation in
    decrypt)
      cutover_text=$(tr -d '[:space:]')
      case $cutover_text in
        '' | *[!A-Za-z0-9:+/=]*) cutover_fail "$1: standard input is no ciphertext of transit" ;;
      esac
      printf '{"ciphertext":"%s"}' "$cutover_text" >"$cutover_dir/body" ;;
    *)
      [ "$cutover_operation" = sign ] && cutover_name=input || cutover_name=plaintext
      printf '{"%s":"%s"}' "$cutover_name" "$(cutover_encode)" >"$cutover_dir/body" ;;
  esac
  cutover_ask POST "$cutover_url_path"
  case $cutover_status in
    200) ;;
    403) cutover_fail "$cutover_key: permission denied (403): no policy of role $cutover_role grants it" ;;
    *) cutover_refused "$cutover_key" ;;
  esac
  cutover_text=$(cutover_find "data
$cutover_field") || cutover_fail "$cutover_key: the answer holds no $cutover_field"
  if [ "$cutover_operation" = decrypt ]; then printf '%s\n' "$cutover_text" | cutover_decode
  else printf '%s\n' "$cutover_text"
  fi
)`.trim()
