// A CI/CD variable of a project, a group or the instance, and how the story writes one down.

export interface Variable {
  key: string
  value: string
  variable_type: 'env_var' | 'file'
  protected: boolean
  masked: boolean
  hidden: boolean
  raw: boolean
  environment_scope: string
  description: string | null
}

const knownFlags = new Set(['protected', 'masked', 'hidden', 'raw', 'file'])

/**
 * Makes a variable. `flags` is a list of words: `protected masked hidden raw file`.
 * A hidden variable is always masked too, as GitLab demands on creation
 * (`app/models/concerns/ci/hidable_variable.rb`). An unknown flag throws.
 */
export function variable(
  key: string,
  value: string,
  flags = '',
  scope = '*',
  description: string | null = null,
): Variable {
  const words = flags.split(' ').filter((word) => word !== '')
  for (const word of words) if (!knownFlags.has(word)) throw new Error(`Unknown variable flag: ${word}`)
  const hidden = words.includes('hidden')
  return {
    key,
    value,
    variable_type: words.includes('file') ? 'file' : 'env_var',
    protected: words.includes('protected'),
    masked: hidden || words.includes('masked'),
    hidden,
    raw: words.includes('raw'),
    environment_scope: scope,
    description,
  }
}
