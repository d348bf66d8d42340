// The question: project, trigger, ref and environment. A plain form, so that the address says it all.
import Form from 'next/form'
import type { AccessEnvironment } from '@/lib/core/render/access-environments'
import { triggerWords } from '../bindings/trigger-words'
import { Button } from '../ui/button'
import { Input, Select } from '../ui/controls'
import type { AccessView } from './access-address'

type Props = { view: AccessView; usualRef: string | null; projects: string[]; environments: AccessEnvironment[] }

export function AccessPicker({ view, usualRef, projects, environments }: Props) {
  const known = projects.includes(view.project) ? projects : [view.project, ...projects]
  const names = environments.flatMap(({ name }) => (name === null ? [] : [name]))
  return (
    <Form
      action="/access"
      scroll={false}
      key={JSON.stringify(view)}
      aria-label="What to explain"
      className="mb-3 grid items-end gap-2.5 rounded-xl border border-line bg-surface px-4 py-3 sm:grid-cols-2 lg:grid-cols-[1.6fr_1.2fr_1fr_1fr_auto]"
    >
      <Labelled name="project" label="Project">
        <Select id="access-project" name="project" defaultValue={view.project}>
          {known.map((project) => (
            <option key={project}>{project}</option>
          ))}
        </Select>
      </Labelled>
      <Labelled name="trigger" label="The pipeline starts by">
        <Select id="access-trigger" name="trigger" defaultValue={view.trigger}>
          {triggerWords.map(({ trigger, words }) => (
            <option key={trigger} value={trigger}>
              {words}
            </option>
          ))}
        </Select>
      </Labelled>
      <Labelled name="ref" label="Branch or tag">
        <Input id="access-ref" name="ref" mono defaultValue={view.ref ?? ''} placeholder={usualRef ?? ''} />
      </Labelled>
      <Labelled name="environment" label="Environment">
        <Input
          id="access-environment"
          name="environment"
          mono
          list="access-environments"
          defaultValue={view.environment ?? ''}
          placeholder="none"
        />
        <datalist id="access-environments">
          {names.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      </Labelled>
      <Button type="submit" variant="primary">
        Explain
      </Button>
    </Form>
  )
}

function Labelled({ name, label, children }: { name: string; label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={`access-${name}`} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children}
    </div>
  )
}
