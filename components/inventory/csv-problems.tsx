// Lines of a CSV file that do not fit, each with its column and the reason.
import type { CsvProblem } from '@/lib/core/render/questionnaire-table'
import { Notice } from '../ui/notice'

const mostProblems = 500

export function CsvProblems({ problems, unreadable }: { problems: CsvProblem[]; unreadable: boolean }) {
  const lines = new Set(problems.map(({ line }) => line)).size
  const title = unreadable
    ? 'The file cannot be read, so nothing of it is applied'
    : `${lines.toLocaleString('en')} ${lines === 1 ? 'line does' : 'lines do'} not fit; nothing of them is applied`
  return (
    <Notice weight="problem" live title={title}>
      <table className="mt-1 w-full">
        <caption className="sr-only">What does not fit</caption>
        <thead>
          <tr className="text-left text-sm">
            <th scope="col" className="w-14 pr-3 font-medium">
              Line
            </th>
            <th scope="col" className="w-36 pr-3 font-medium">
              Column
            </th>
            <th scope="col" className="font-medium">
              Why
            </th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, mostProblems).map((one) => (
            <tr key={`${one.line} ${one.column} ${one.message}`}>
              <td className="pr-3 align-top tabular-nums">{one.line}</td>
              <td className="pr-3 align-top font-mono text-sm">{one.column}</td>
              <td className="align-top">{one.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > mostProblems ? <p>and {problems.length - mostProblems} more</p> : null}
    </Notice>
  )
}
