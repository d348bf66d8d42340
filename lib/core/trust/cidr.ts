// Address blocks as Vault reads them for `token_bound_cidrs`.
import { goQuote } from './go-format'

/** First and last address of a block. A path of a socket is accepted when written and holds no address. */
export type Cidr = { family: 4 | 6; first: bigint; last: bigint } | { family: 'socket'; path: string }

/**
 * Reads an address, with or without a mask or a port; null where Vault refuses it. Source: hashicorp/go-sockaddr v1.0.7
 * (NewSockAddr, NewIPv4Addr, NewIPv6Addr).
 */
export function parseCidr(text: string): Cidr | null {
  const found = ipv4(text) ?? ipv6(text)
  if (found) return found
  return text.length > 1 && (/^[./]/.test(text) || text.includes('/')) ? { family: 'socket', path: text } : null
}

/** What a login says where a socket's path was stored that cannot be read back: one without a slash. */
export function storedCidrError(blocks: Cidr[]): string | null {
  for (const block of blocks) {
    if (block.family === 'socket' && !block.path.includes('/')) return cidrError(goQuote(block.path))
  }
  return null
}

export function cidrError(text: string): string {
  return `Unable to convert ${goQuote(text)} to an IPv4 or IPv6 address, or a UNIX Socket`
}

/** Is the address, itself perhaps a block, inside of one of the blocks? An empty list holds every address. */
export function holdsAddress(blocks: Cidr[], address: string): boolean {
  if (blocks.length === 0) return true
  const asked = parseCidr(address)
  if (asked === null || asked.family === 'socket') return false
  return blocks.some(
    (block) =>
      block.family !== 'socket' &&
      block.family === asked.family &&
      block.first <= asked.first &&
      block.last >= asked.last,
  )
}

function ipv4(text: string): Cidr | null {
  const stripped = text.replace(/\/[\da-fA-F]{8}$/, '')
  const slash = stripped.lastIndexOf('/')
  if (slash >= 0) return ipv4Block(stripped.slice(0, slash), stripped.slice(slash + 1))
  const port = /^([\d.]+):(\d{1,5})$/.exec(stripped)
  const address = parseIp(port && Number(port[2]) < 65_536 ? (port[1] ?? '') : stripped)
  if (address === null || !address.mapped) return null
  const value = address.value & 0xffffffffn
  return { family: 4, first: value, last: value }
}

function ipv4Block(host: string, mask: string): Cidr | null {
  const address = parseIp(host)
  if (address === null || !/^\d{1,3}$/.test(mask) || !address.mapped) return null
  const bits = Number(mask)
  if (host.includes(':')) {
    // A mask below 96 leaves an IPv6 mask of 16 bytes, of which the first four count.
    if (bits > 128) return null
    const size = bits >= 96 ? bits - 96 : Math.min(bits, 32)
    return block(4, address.value & 0xffffffffn, size, 32)
  }
  return bits > 32 ? null : block(4, address.value & 0xffffffffn, bits, 32)
}

function ipv6(text: string): Cidr | null {
  const first = /[.:]/.exec(text)?.[0]
  if (first !== ':') return null
  const [, inner, port] = /^\[([^\]]*)\](?::(\d{1,5}))?$/.exec(text) ?? []
  if (inner === undefined || port !== undefined || !inner.includes('/')) {
    const address = parseIp(inner ?? text)
    if (address !== null) return { family: 6, first: address.value, last: address.value }
  }
  const slash = text.lastIndexOf('/')
  const mask = text.slice(slash + 1)
  const address = slash < 0 ? null : parseIp(text.slice(0, slash))
  if (address === null || !/^\d{1,3}$/.test(mask) || Number(mask) > 128) return null
  return block(6, address.value, Number(mask), 128)
}

function block(family: 4 | 6, value: bigint, bits: number, width: number): Cidr {
  const hosts = 2n ** BigInt(width - bits)
  const first = (value / hosts) * hosts
  return { family, first, last: first + hosts - 1n }
}

/** `net.ParseIP`: no leading zeros in IPv4, one `::` in IPv6, no zone. `mapped`: it has a form of 4 bytes. */
function parseIp(text: string): { value: bigint; mapped: boolean } | null {
  if (!text.includes(':')) {
    const value = parseDotted(text)
    return value === null ? null : { value: 0xffff00000000n + value, mapped: true }
  }
  const value = parseGroups(text)
  return value === null ? null : { value, mapped: value >> 32n === 0xffffn }
}

function parseDotted(text: string): bigint | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)) return null
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n)
}

function parseGroups(text: string): bigint | null {
  const tail = /:(\d[\d.]*\.[\d.]*)$/.exec(text)?.[1]
  const dotted = tail === undefined ? null : parseDotted(tail)
  if (tail !== undefined && dotted === null) return null
  const plain =
    tail === undefined || dotted === null
      ? text
      : `${text.slice(0, -tail.length)}${(dotted >> 16n).toString(16)}:${(dotted & 0xffffn).toString(16)}`
  const halves = plain.split('::')
  if (halves.length > 2) return null
  const [head = [], back = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - back.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return null
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...back]
  if (!groups.every((group) => /^[\da-fA-F]{1,4}$/.test(group))) return null
  return groups.reduce((value, group) => value * 65_536n + BigInt(`0x${group}`), 0n)
}
