import { type Figures, total } from './round.ts'

/** The figures of a run, as lines of a table. */
export function report(all: readonly Figures[], milliseconds: number): string[] {
  const sum = (of: (figures: Figures) => number) => all.reduce((so, each) => so + of(each), 0)
  const merged = <Key>(of: (figures: Figures) => Iterable<[Key, number]>) => {
    const counts = new Map<Key, number>()
    for (const each of all)
      for (const [key, count] of of(each)) counts.set(key, (counts.get(key) ?? 0) + count)
    return counts
  }
  const durations = Float64Array.from(all.flatMap(each => each.durations)).sort()
  const at = (part: number) => Math.round(durations[Math.floor(part * (durations.length - 1))] ?? 0)
  const faults = merged(each => each.faults)
  const deeds = merged(each => each.deeds)
  const forms = merged(each => Object.entries(each.forms))
  const operations = sum(each => each.operations)
  return [
    `operations (requests)         ${operations}`,
    `a second                      ${Math.round(operations / (milliseconds / 1000))}`,
    `changes made by patients      ${sum(each => each.changes)}`,
    `things done in the PAS         ${sum(each => each.byStaff)}`,
    `events on which rules acted   ${sum(each => each.byRules)}`,
    `forms of staff accepted       ${total(deeds)}: ${list(deeds)}`,
    `forms                         ${list(forms)}`,
    `answers lost on purpose       ${sum(each => each.lost)}`,
    `requests without an answer    ${sum(each => each.unknown)}`,
    `log-ins lost                  ${sum(each => each.loggedOut)}`,
    `answers by status             ${list(merged(each => each.statuses))}`,
    `faults                        ${total(faults)}: ${list(faults)}`,
    `milliseconds to answer        ${[0.5, 0.95, 0.99, 0.999, 1].map(part => `${part * 100}% ${at(part)}`).join(', ')}`,
  ]
}

function list(counts: Map<unknown, number>): string {
  return [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')
}
