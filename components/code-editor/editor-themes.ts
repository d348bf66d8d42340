// The colours of both themes for Monaco, which cannot read CSS variables.
import type { Monaco } from './monaco'

export function defineThemes(monaco: Monaco): void {
  monaco.editor.defineTheme('cutover-light', {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '5a6763', fontStyle: 'italic' },
      { token: 'string', foreground: '1a6835' },
      { token: 'type', foreground: '07594b' },
      { token: 'keyword', foreground: '5b3fa3' },
      { token: 'number', foreground: '7a4b00' },
      { token: 'variable', foreground: '1a55a3' },
    ],
    colors: {
      'editor.background': '#ffffff',
      'editor.foreground': '#101816',
      'editorGutter.background': '#ffffff',
      'editorLineNumber.foreground': '#616e6a',
      'editorLineNumber.activeForeground': '#101816',
      'editor.lineHighlightBackground': '#f1f4f3',
      'editor.lineHighlightBorder': '#f1f4f300',
      'editor.selectionBackground': '#cfe8e1',
      'diffEditor.insertedLineBackground': '#e2f4e699',
      'diffEditor.insertedTextBackground': '#bfe5c8aa',
      'diffEditor.removedLineBackground': '#fde9e799',
      'diffEditor.removedTextBackground': '#f7c5c0aa',
      'diffEditor.diagonalFill': '#e2e8e6',
      'scrollbarSlider.background': '#cbd4d199',
    },
  })
  monaco.editor.defineTheme('cutover-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'comment', foreground: '8f9d99', fontStyle: 'italic' },
      { token: 'string', foreground: '83d89b' },
      { token: 'type', foreground: '74dfc9' },
      { token: 'keyword', foreground: 'c5adf6' },
      { token: 'number', foreground: 'f2bf66' },
      { token: 'variable', foreground: '8fbdff' },
    ],
    colors: {
      'editor.background': '#141b1a',
      'editor.foreground': '#e8eeec',
      'editorGutter.background': '#141b1a',
      'editorLineNumber.foreground': '#8f9d99',
      'editorLineNumber.activeForeground': '#e8eeec',
      'editor.lineHighlightBackground': '#1b2423',
      'editor.lineHighlightBorder': '#1b242300',
      'editor.selectionBackground': '#1d4a40',
      'diffEditor.insertedLineBackground': '#13311d99',
      'diffEditor.insertedTextBackground': '#1f5530aa',
      'diffEditor.removedLineBackground': '#40181599',
      'diffEditor.removedTextBackground': '#6d2722aa',
      'diffEditor.diagonalFill': '#263130',
      'scrollbarSlider.background': '#3a474599',
    },
  })
}

/** The theme that the page shows now: what was chosen, else what the system says. */
export function currentTheme(): 'cutover-light' | 'cutover-dark' {
  const chosen = document.documentElement.dataset.theme
  const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches
  return dark ? 'cutover-dark' : 'cutover-light'
}

/** Calls back whenever the theme changes, by the toggle or by the system; gives the way to stop. */
export function watchTheme(changed: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)')
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  media.addEventListener('change', changed)
  return () => {
    observer.disconnect()
    media.removeEventListener('change', changed)
  }
}
