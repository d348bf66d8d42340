// A program on the PATH.
import { access, constants } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'

export async function findOnPath(name: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, name)
    try {
      await access(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}
