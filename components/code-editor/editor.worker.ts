// The worker in which Monaco computes diffs.
import 'monaco-editor/editor/editor.worker'
