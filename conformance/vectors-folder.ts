// Where cases are kept on which engine and server once disagreed.
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const vectorsFolder: string = path.join(path.dirname(fileURLToPath(import.meta.url)), 'vectors')
