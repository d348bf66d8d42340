// A demo GitLab in a process of its own, so that what it costs is not counted as ours. Argument: its options as JSON.
import process from 'node:process'
import { registerTypescript } from '../bin/setup/register-typescript.mjs'

await registerTypescript()
const { startDemoGitlab } = await import('../e2e/demo-gitlab/start-demo-gitlab.ts')
const demo = await startDemoGitlab(JSON.parse(process.argv[2] ?? '{}'))
process.on('disconnect', () => process.exit(0))
process.send?.({ url: demo.url, tokens: demo.tokens })
