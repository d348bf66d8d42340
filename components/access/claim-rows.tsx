// The bound claims of a role, one line each: change a value, drop one, add one.
'use client'

import { useState } from 'react'
import { Button } from '../ui/button'
import { Input } from '../ui/controls'
import { type RoleBody, readValue, valueText } from './role-body'

/** Claims of GitLab that roles bind; any other can be typed. Source: GitLab docs, ci/secrets/id_token_authentication. */
const known = [
  'project_id',
  'project_path',
  'namespace_id',
  'namespace_path',
  'ref',
  'ref_type',
  'ref_protected',
  'environment',
  'environment_protected',
  'environment_action',
  'deployment_tier',
  'pipeline_source',
  'user_login',
  'user_access_level',
]

export function ClaimRows({ claims, onChange }: { claims: RoleBody; onChange: (claims: RoleBody) => void }) {
  const [name, setName] = useState('')
  const [value, setValue] = useState('')
  const add = () => {
    if (name.trim() === '') return
    onChange({ ...claims, [name.trim()]: readValue(value) })
    setName('')
    setValue('')
  }
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">Bound claims</legend>
      <ul className="space-y-1.5">
        {Object.entries(claims).map(([claim, want]) => (
          <li key={claim} className="grid grid-cols-[minmax(0,10rem)_minmax(0,1fr)_3.25rem] items-center gap-1.5">
            <span className="font-mono text-sm [overflow-wrap:anywhere]">{claim}</span>
            <ClaimValue
              key={valueText(want)}
              label={`Value of ${claim}`}
              text={valueText(want)}
              onChange={(text) => onChange({ ...claims, [claim]: readValue(text) })}
            />
            <Button
              size="sm"
              aria-label={`Drop the claim ${claim}`}
              onClick={() => onChange(Object.fromEntries(Object.entries(claims).filter(([one]) => one !== claim)))}
            >
              Drop
            </Button>
          </li>
        ))}
      </ul>
      <div className="mt-1.5 grid grid-cols-[minmax(0,10rem)_minmax(0,1fr)_3.25rem] items-center gap-1.5">
        <Input
          mono
          aria-label="Name of another claim"
          placeholder="ref"
          list="known-claims"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <datalist id="known-claims">
          {known
            .filter((claim) => !Object.hasOwn(claims, claim))
            .map((claim) => (
              <option key={claim} value={claim} />
            ))}
        </datalist>
        <Input
          mono
          aria-label="Its value"
          placeholder={'main or ["main","release"]'}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add()
          }}
        />
        <Button size="sm" onClick={add} disabled={name.trim() === ''} aria-label="Add the claim">
          Add
        </Button>
      </div>
      <p className="mt-1 text-sm text-muted">
        A text stands as it is, a list as <span className="font-mono">["main","release"]</span>. GitLab sends texts, so
        true is not <span className="font-mono">"true"</span>.
      </p>
    </fieldset>
  )
}

/** Taken over when the field is left or Enter is pressed, so that half a list is not tried. */
function ClaimValue({ label, text, onChange }: { label: string; text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  const take = () => {
    if (typed !== text) onChange(typed)
  }
  return (
    <Input
      mono
      aria-label={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
      }}
    />
  )
}
