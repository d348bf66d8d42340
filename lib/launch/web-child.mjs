// The web: `next start` in a process that ends with its launcher. Arguments: clone, port.
import { createRequire } from 'node:module'
import path from 'node:path'
import process from 'node:process'
import { watchLauncher } from './watch-launcher.mjs'

const [root, port] = process.argv.slice(2)
watchLauncher()
process.argv.splice(2, Number.POSITIVE_INFINITY, 'start', root, '-H', '127.0.0.1', '-p', port)
createRequire(import.meta.url)(path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next'))
