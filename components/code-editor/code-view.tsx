// A file to read, or its difference to the real one, in Monaco; problems are markers at their lines.
'use client'

import type { editor, IDisposable } from 'monaco-editor/editor/editor.api'
import { useEffect, useRef, useState } from 'react'
import { Skeleton } from '../ui/skeleton'
import { currentTheme, watchTheme } from './editor-themes'
import type { Monaco } from './monaco'

export type CodeLanguage = 'hcl' | 'json' | 'yaml' | 'shell' | 'markdown' | 'csv'

export type CodeViewProps = {
  label: string
  text: string
  /** The file as it is today; the view is then a difference, side by side. */
  before: string | null
  language: CodeLanguage
  problems: { line: number; text: string }[]
  /** Lines that have an explanation, marked in the margin. */
  explained: number[]
  /** Scrolls there and puts the cursor there when it changes. */
  goTo: { line: number } | null
  onLine?: (line: number) => void
}

const options: editor.IEditorOptions & { readOnly: boolean } = {
  readOnly: true,
  automaticLayout: true,
  fontFamily: '"JetBrains Mono", ui-monospace, monospace',
  // The textarea always carries its label; Monaco's newer edit context only while a screen reader is announced.
  editContext: false,
  fontLigatures: false,
  fontSize: 12,
  lineHeight: 19,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  renderLineHighlight: 'line',
  renderFinalNewline: 'on',
  bracketPairColorization: { enabled: false },
  overviewRulerLanes: 2,
  padding: { top: 8, bottom: 8 },
  glyphMargin: false,
  lineDecorationsWidth: 12,
  fixedOverflowWidgets: true,
  scrollbar: { alwaysConsumeMouseWheel: false },
}

function show(monaco: Monaco, place: HTMLElement, props: CodeViewProps) {
  const language = props.language === 'csv' ? 'plaintext' : props.language
  const after = monaco.editor.createModel(props.text, language)
  const trash: IDisposable[] = [after]
  let code: editor.ICodeEditor
  if (props.before === null) {
    const plain = monaco.editor.create(place, { ...options, wordWrap: 'on', model: after, ariaLabel: props.label })
    trash.push(plain)
    code = plain
  } else {
    const before = monaco.editor.createModel(props.before, language)
    const diff = monaco.editor.createDiffEditor(place, {
      ...options,
      renderSideBySide: true,
      renderSideBySideInlineBreakpoint: 560,
      ignoreTrimWhitespace: false,
      renderOverviewRuler: false,
      hideUnchangedRegions: { enabled: true },
    })
    diff.setModel({ original: before, modified: after })
    // Given back in reverse: the editor lets go of its models, then goes itself, then they do.
    trash.push(before, diff, { dispose: () => diff.setModel(null) })
    diff.getOriginalEditor().updateOptions({ ariaLabel: `${props.label}, as it is today` })
    diff.getModifiedEditor().updateOptions({ ariaLabel: `${props.label}, as it would be` })
    code = diff.getModifiedEditor()
  }
  monaco.editor.setModelMarkers(
    after,
    'cutover',
    props.problems.map(({ line, text }) => ({
      startLineNumber: line,
      endLineNumber: line,
      startColumn: 1,
      endColumn: after.getLineCount() >= line ? after.getLineMaxColumn(line) : 1,
      message: text,
      severity: monaco.MarkerSeverity.Warning,
    })),
  )
  code.createDecorationsCollection(
    props.explained.map((line) => ({
      range: new monaco.Range(line, 1, line, 1),
      options: { linesDecorationsClassName: 'line-explained' },
    })),
  )
  return { code, dispose: () => trash.reverse().forEach((one) => void one.dispose()) }
}

export function CodeView(props: CodeViewProps) {
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef<editor.ICodeEditor | null>(null)
  const onLine = useRef(props.onLine)
  onLine.current = props.onLine
  const [monaco, setMonaco] = useState<Monaco | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    import('./monaco').then(
      (module) => setMonaco(module.monaco),
      () => setFailed(true),
    )
  }, [])
  useEffect(() => {
    if (!monaco) return
    const paint = () => monaco.editor.setTheme(currentTheme())
    paint()
    return watchTheme(paint)
  }, [monaco])
  const what = JSON.stringify([props.label, props.text, props.before, props.language, props.problems, props.explained])
  const latest = useRef(props)
  latest.current = props
  useEffect(() => {
    if (!monaco || !place.current || !what) return
    const { code, dispose } = show(monaco, place.current, latest.current)
    shown.current = code
    const listener = code.onDidChangeCursorPosition((event) => onLine.current?.(event.position.lineNumber))
    return () => {
      listener.dispose()
      shown.current = null
      dispose()
    }
  }, [monaco, what])
  useEffect(() => {
    if (!monaco || !props.goTo || !shown.current) return
    shown.current.revealLineInCenter(props.goTo.line)
    shown.current.setPosition({ lineNumber: props.goTo.line, column: 1 })
  }, [props.goTo, monaco])
  if (failed) {
    return <pre className="thin-scroll h-full overflow-auto p-3 text-sm">{props.text}</pre>
  }
  return (
    <div className="relative h-full min-h-0">
      {monaco ? null : <Skeleton className="absolute inset-3" />}
      <div ref={place} className="absolute inset-0" />
    </div>
  )
}
