// The keys that work, in one window.
'use client'

import { Dialog } from '../ui/dialog'
import { Kbd } from '../ui/kbd'

const sections: { title: string; keys: [string[], string][] }[] = [
  {
    title: 'Everywhere',
    keys: [
      [['Ctrl', 'K'], 'Command palette: go to a page, start a scan, find a variable'],
      [['/'], 'Go to the filter of this page'],
      [['?'], 'This list'],
      [['Esc'], 'Close what is open'],
    ],
  },
  {
    title: 'In the inventory',
    keys: [
      [['j'], 'Next row'],
      [['k'], 'Previous row'],
      [['x'], 'Select the row'],
      [['Enter'], 'Open the details of the row'],
    ],
  },
]

export function KeyboardHelp({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Keys">
      {sections.map((section) => (
        <section key={section.title} className="mb-4 last:mb-0">
          <h3 className="mb-1 text-sm font-medium text-muted">{section.title}</h3>
          <dl>
            {section.keys.map(([keys, text]) => (
              <div key={text} className="flex items-center gap-3 border-b border-line py-1.5 last:border-0">
                <dt className="flex w-24 shrink-0 gap-1">
                  {keys.map((key) => (
                    <Kbd key={key}>{key}</Kbd>
                  ))}
                </dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
