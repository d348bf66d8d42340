// Which job the page explains. A plain form, so that the address says it all.
import Form from 'next/form'
import type { AccessEnvironment } from '@/lib/core/render/access-environments'
import type { AccessAnswer } from '@/lib/core/render/explain-access'
import { triggerWords } from '../bindings/trigger-words'
import { Button } from '../ui/button'
import { Input, Select } from '../ui/controls'

type Props = { answer: AccessAnswer; askedRef: string | null; projects: string[]; environments: AccessEnvironment[] }

export function TrustPicker({ answer, askedRef, projects, environments }: Props) {
  const { project, trigger, environment } = answer
  const names = environments.flatMap(({ name }) => (name === null ? [] : [name]))
  return (
    <Form
      action="/trust-model"
      scroll={false}
      key={JSON.stringify([project, trigger, askedRef, environment])}
      aria-label="Which job to explain"
      className="mb-3 grid items-end gap-2.5 rounded-xl border border-line bg-surface px-4 py-3 sm:grid-cols-2 lg:grid-cols-[1.6fr_1.2fr_1fr_1fr_auto] print:hidden"
    >
      <Labelled id="trust-project" label="Project">
        <Select id="trust-project" name="project" defaultValue={project}>
          {(projects.includes(project) ? projects : [project, ...projects]).map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </Labelled>
      <Labelled id="trust-trigger" label="The pipeline starts by">
        <Select id="trust-trigger" name="trigger" defaultValue={trigger}>
          {triggerWords.map((one) => (
            <option key={one.trigger} value={one.trigger}>
              {one.words}
            </option>
          ))}
        </Select>
      </Labelled>
      <Labelled id="trust-ref" label="Branch or tag">
        <Input
          id="trust-ref"
          name="ref"
          mono
          defaultValue={askedRef ?? ''}
          placeholder={askedRef === null ? answer.ref : ''}
        />
      </Labelled>
      <Labelled id="trust-environment" label="Environment">
        <Input
          id="trust-environment"
          name="environment"
          mono
          list="trust-environments"
          defaultValue={environment ?? ''}
          placeholder="none"
        />
        <datalist id="trust-environments">
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

function Labelled({ id, label, children }: { id: string; label: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {children}
    </div>
  )
}
