import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templateConfusions, vaultPathProblems } from './vault-path'

const good = { mount: 'team/kv', path: 'shop/api/production', field: 'DB_PASSWORD' }

describe('vaultPathProblems', () => {
  it('takes slashes in mount and path, and any text as a field', () => {
    expect(vaultPathProblems(good)).toEqual([])
    expect(vaultPathProblems({ ...good, field: 'a/b@c *' })).toEqual([])
  })

  it.each([
    [{ path: '' }, 'The path is empty'],
    [{ path: '/a' }, 'The path begins with a slash'],
    [{ path: 'a/' }, 'The path ends with a slash'],
    [{ path: 'a//b' }, 'The path has an empty part'],
    [{ path: 'a/../b' }, 'The path has a part . or ..'],
    [{ path: 'a/./b' }, 'The path has a part . or ..'],
    [{ path: 'a/ b' }, 'A part of the path begins or ends with a space'],
    [{ path: 'a/*' }, 'The path has a wildcard * or +'],
    [{ path: 'a/+/b' }, 'The path has a wildcard * or +'],
    [{ path: 'a/{{b}}' }, 'The path has {{ or }}, which a policy takes for a template'],
    [{ path: 'a/$B' }, 'The path has a $, which GitLab Runner expands'],
    [{ path: 'a?b' }, 'The path has one of ? # % \\, which do not survive in an address'],
    [{ path: 'a\nb' }, 'The path has a control character'],
    [{ path: 'a'.repeat(600) }, 'Mount and path together are over 512 bytes'],
    [{ mount: 'k*' }, 'The mount has a wildcard * or +'],
    [{ field: '' }, 'The field is empty'],
    [{ field: '$A' }, 'The field has a $, which GitLab Runner expands'],
    [{ field: 'a\u202e' }, 'The field has a control character'],
  ])('refuses %j: %s', (part, reason) => {
    expect(vaultPathProblems({ ...good, ...part })).toEqual([reason])
  })

  it('lets through only what the path of the request keeps as it is', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.', '+', '*', ' ', '$', '{', 'data', '?') })
    fc.assert(
      fc.property(text, text, (mount, some) => {
        if (vaultPathProblems({ mount, path: some, field: 'f' }).length > 0) return
        const joined = `v1/${mount}/data/${some}`
        expect(path.posix.normalize(joined)).toBe(joined)
        expect(decodeURIComponent(new URL(`https://vault/${encodeURI(joined)}`).pathname)).toBe(`/${joined}`)
      }),
      { numRuns: 5_000 },
    )
  })
})

describe('templateConfusions', () => {
  it.each([
    ['kv', 'data/{project_path}', ['The path begins with data/, which KV v2 adds by itself']],
    ['kv', 'metadata/x', ['The path begins with metadata/, which KV v2 adds by itself']],
    ['kv/data', 'x', ['The mount ends with a part that KV v2 adds by itself']],
    ['data', '{project_path}/data', []],
  ])('of mount %j and path %j are %j', (mount, path, reasons) => {
    expect(templateConfusions({ mount, path })).toEqual(reasons)
  })

  it('do not concern a group that is called data', () => {
    expect(vaultPathProblems({ mount: 'kv', path: 'data/warehouse', field: 'f' })).toEqual([])
  })
})
