#!/usr/bin/env node
// Starts the demo GitLab alone, prints one JSON line with its address and tokens, and serves until it is stopped.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { cloneRoot } from './setup/clone-root.mjs'
import { registerTypescript } from './setup/register-typescript.mjs'

const help = `Usage: npm run gitlab:demo -- [options]

Starts the demo GitLab, prints one JSON line {"url", "tokens": {"read", "write", "admin"}}, and serves until Ctrl-C.

  --port N         port on 127.0.0.1; any free one if left out
  --projects P     serve a generated estate of P projects instead of the story
  --variables V    variables per generated project (10)
  --latency MS     wait that long before each answer
  --no-values      refuse, and count, every request whose answer would hold a variable's value
  --state DIR      keep tokens, port and changes there over a restart
  --help           this text
`

const options = {
  port: { type: 'string' },
  projects: { type: 'string' },
  variables: { type: 'string' },
  latency: { type: 'string' },
  'no-values': { type: 'boolean', default: false },
  state: { type: 'string' },
  help: { type: 'boolean', default: false },
}

function wrongUse(message) {
  process.stderr.write(`${message}\n\n${help}`)
  process.exit(2)
}

function readArguments() {
  try {
    return parseArgs({ options, allowPositionals: false }).values
  } catch (error) {
    return wrongUse(error.message)
  }
}

function wholeNumber(values, name, most) {
  if (values[name] === undefined) return undefined
  const number = Number(values[name])
  if (!/^\d+$/.test(values[name]) || number > most) wrongUse(`--${name} takes a whole number up to ${most}`)
  return number
}

const values = readArguments()
if (values.help) {
  process.stdout.write(help)
  process.exit(0)
}
const wanted = {
  port: wholeNumber(values, 'port', 65535),
  projects: wholeNumber(values, 'projects', 100000),
  variables: wholeNumber(values, 'variables', 8000),
  latency: wholeNumber(values, 'latency', 600000),
  noValues: values['no-values'],
  stateDir: values.state,
}
if (wanted.variables !== undefined && wanted.projects === undefined) wrongUse('--variables needs --projects')

await registerTypescript()
const { startDemoGitlab } = await import(path.join(cloneRoot, 'e2e/demo-gitlab/start-demo-gitlab.ts'))
try {
  const demo = await startDemoGitlab(wanted)
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => demo.close().then(() => process.exit(0)))
  }
  process.stdout.write(`${JSON.stringify({ url: demo.url, tokens: demo.tokens })}\n`)
} catch (error) {
  const taken = error.code === 'EADDRINUSE'
  process.stderr.write(`${taken ? `Port ${values.port} is taken. Choose another with --port.` : error.message}\n`)
  process.exit(taken ? 4 : 1)
}
