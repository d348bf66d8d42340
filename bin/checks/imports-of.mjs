// The import specifiers of a TypeScript file, types included, without a parser.
import { onlyCode } from './only-code.mjs'

// `import … from 'x'`, `export … from 'x'`, `import 'x'`, `import('x')`, `require('x')`, `import.meta.resolve('x')`.
const forms =
  /(?:^|[;\n}])\s*(?:import|export)\s[^'"`;]*?\bfrom\s*['"]([^'"\n]+)['"]|(?:^|[;\n}])\s*import\s*['"]([^'"\n]+)['"]|\b(?:import|require|import\.meta\.resolve)\s*\(\s*['"]([^'"\n]+)['"]/g

/** `[{ specifier, line }]`, in the order of the file. */
export function importsOf(source) {
  const text = onlyCode(source)
  return [...text.matchAll(forms)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3]
    const at = match.index + match[0].lastIndexOf(specifier)
    return { specifier, line: text.slice(0, at).split('\n').length }
  })
}
