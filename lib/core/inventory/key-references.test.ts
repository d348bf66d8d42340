import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dumpsEnvironment, keyReferences, type TextKind } from './key-references'

const confidence = (text: string, kind: TextKind = 'script', key = 'DB_PASSWORD') =>
  keyReferences(text, kind, new Set([key])).get(key)

describe('keyReferences', () => {
  it('finds every way in which a script reads a variable by name', () => {
    const texts = [
      'psql "$DB_PASSWORD"',
      `echo \${DB_PASSWORD}`,
      `echo "\${DB_PASSWORD:?is not set}"`,
      `echo \${#DB_PASSWORD} \${!DB_PASSWORD}`,
      'echo %DB_PASSWORD%',
      'Write-Host $env:DB_PASSWORD',
      `Write-Host \${env:DB_PASSWORD}`,
      `ruby -e 'puts ENV["DB_PASSWORD"]'`,
      `ruby -e "ENV.fetch('DB_PASSWORD')"`,
      `python -c "import os; os.environ['DB_PASSWORD']"`,
      `python -c "import os; os.environ.get('DB_PASSWORD')"`,
      `python -c "import os; os.getenv('DB_PASSWORD')"`,
      'node -e "process.env.DB_PASSWORD"',
      `node -e "process.env['DB_PASSWORD']"`,
      'printenv DB_PASSWORD | sha256sum',
    ]
    for (const text of texts) expect([text, confidence(text)]).toEqual([text, 'certain'])
  })

  it('counts a name that is handed on without $ as likely', () => {
    for (const text of [
      'docker run -e DB_PASSWORD app',
      'docker build --build-arg DB_PASSWORD .',
      'docker build --secret id=db,env=DB_PASSWORD .',
      'ssh host "echo \\$DB_PASSWORD"',
      'for v in DB_USER DB_PASSWORD; do check "$v"; done',
    ]) {
      expect([text, confidence(text)]).toEqual([text, 'likely'])
    }
  })

  it('does not take setting a variable, a comment, or part of a word for reading it', () => {
    for (const text of [
      'export DB_PASSWORD=x',
      'DB_PASSWORD=x ./run',
      '# DB_PASSWORD is set elsewhere',
      `echo $DB_PASSWORD_FILE \${MY_DB_PASSWORD}`,
      'cat docs/DB_PASSWORD.md',
    ]) {
      expect([text, confidence(text)]).toEqual([text, undefined])
    }
  })

  it('ignores a plain word that could be anything', () => {
    expect(confidence('echo TOKEN please', 'script', 'TOKEN')).toBeUndefined()
    expect(confidence('docker run -e TOKEN app', 'script', 'TOKEN')).toBe('likely')
  })

  it(`expands only $KEY, \${KEY} and %KEY% outside scripts, and honours $$`, () => {
    expect(confidence('$DB_PASSWORD', 'expanded')).toBe('certain')
    expect(confidence(`x-\${DB_PASSWORD}-y`, 'expanded')).toBe('certain')
    expect(confidence('$$DB_PASSWORD', 'expanded')).toBeUndefined()
    expect(confidence('DB_PASSWORD', 'expanded')).toBeUndefined()
  })

  it('finds a braced or plain reference whatever stands around it, and never a longer name', () => {
    const around = fc.string({ unit: fc.constantFrom(' ', '"', '/', ':', '-', 'a', '.', '\n', '#'), maxLength: 6 })
    fc.assert(
      fc.property(around, around, fc.constantFrom<TextKind>('script', 'expanded'), (before, after, kind) => {
        expect(confidence(`${before}\${DB_PASSWORD}${after}`, kind)).toBe('certain')
        expect(confidence(`${before}$DB_PASSWORD ${after}`, kind)).toBe('certain')
        expect(confidence(`${before}$DB_PASSWORDS${after}`, kind)).toBeUndefined()
      }),
    )
  })
})

describe('dumpsEnvironment', () => {
  it('sees commands that show or hand on everything', () => {
    for (const text of [
      'env',
      'env | sort',
      'printenv > all.txt',
      'export -p',
      'docker run --env-file .env app',
      'make; env',
    ]) {
      expect([text, dumpsEnvironment(text)]).toEqual([text, true])
    }
  })

  it('leaves commands alone that only set or read one', () => {
    for (const text of [
      'env FOO=1 make',
      'printenv HOME',
      '/usr/bin/env bash',
      'set -euo pipefail',
      'make',
      './env.sh',
    ]) {
      expect([text, dumpsEnvironment(text)]).toEqual([text, false])
    }
  })
})
