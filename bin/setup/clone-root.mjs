// Where this clone lies, whatever folder the command was typed in.
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const cloneRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
