// Blanks out what is no code (comments, regular expressions, texts of templates, strings if asked) and keeps every position.

const blank = (text) => text.replace(/[^\n]/g, ' ')
const beforeRegex = /(?:^|[(,=:[!&|?{;+*%~^\n]|=>|\b(?:return|typeof|case|in|of|do|else|void|throw|await|yield))\s*$/
const patterns = {
  comment: /\/\/[^\n]*|\/\*[\s\S]*?\*\//y,
  string: /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/y,
  regex: /\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y,
  templateText: /(?:\\[\s\S]|\$(?!\{)|[^`\\$])*/y,
}

function matchAt(pattern, source, index) {
  pattern.lastIndex = index
  return pattern.exec(source)?.[0] ?? null
}

/**
 * `strings: false` blanks strings too, quotes kept. Not a parser: it knows where a regular expression may stand by what is
 * before it, which holds for formatted code.
 */
export function onlyCode(source, { strings = true } = {}) {
  let out = ''
  let index = 0
  // One entry per open `${`: how many brackets of its own are open inside.
  const templates = []
  const take = (text, shown) => {
    out += shown
    index += text.length
  }
  const templateText = () => {
    const text = matchAt(patterns.templateText, source, index) ?? ''
    take(text, blank(text))
    if (source.startsWith('${', index)) {
      templates.push(0)
      take('${', '${')
    } else take('`', '`')
  }
  while (index < source.length) {
    const here = source[index]
    const comment = here === '/' ? matchAt(patterns.comment, source, index) : null
    const string = here === "'" || here === '"' ? matchAt(patterns.string, source, index) : null
    const regex =
      here === '/' && !comment && beforeRegex.test(out.slice(-12)) ? matchAt(patterns.regex, source, index) : null
    if (comment) take(comment, blank(comment))
    else if (string) take(string, strings ? string : `${here}${blank(string.slice(1, -1))}${here}`)
    else if (regex) take(regex, blank(regex))
    else if (here === '`') {
      take('`', '`')
      templateText()
    } else if (here === '}' && templates.at(-1) === 0) {
      templates.pop()
      take('}', '}')
      templateText()
    } else {
      if (templates.length && here === '{') templates[templates.length - 1] += 1
      if (templates.length && here === '}') templates[templates.length - 1] -= 1
      take(here, here)
    }
  }
  return out
}
