import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { METRICS, type Questions, questionsOf } from './worklist-questions.ts'
import { fillWorklist, type Requests } from './worklist-rows.ts'

/** How long one of the questions of staff's pages to the database takes, and how SQLite answers it. */
export interface Asked {
  name: string
  /** Milliseconds, in turns. */
  took: number[]
  plan: string[]
}

interface Size {
  size: Requests
  /** Seconds that it took to make. */
  madeIn: number
  asked: Asked[]
}

/** What the pages of staff ask, over databases of these sizes in turns. `keep`: a folder where they are kept for the next run. */
export async function overWorklists(
  sizes: readonly Requests[],
  { turns, say, keep }: { turns: number; say: (line: string) => void; keep?: string | undefined },
): Promise<Size[]> {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'portal-bench-'))
  const made: (Size & { database: Database; questions: Questions })[] = []
  try {
    for (const size of sizes) {
      const file = join(folder, `${size.open}-${size.closed}.sqlite`)
      const isThere = existsSync(file)
      if (!isThere)
        say(
          `making ${size.open.toLocaleString('en-GB')} open and ${size.closed.toLocaleString('en-GB')} closed requests`,
        )
      const began = performance.now()
      const database = openDatabase(`sqlite:${file}`)
      await migrate(database)
      if (!isThere) await fill(database, size)
      const madeIn = (performance.now() - began) / 1000
      const questions = await questionsOf(database, systemClock)
      const asked: Asked[] = []
      for (const [name, ask] of Object.entries(questions))
        asked.push({ name, took: [], plan: await planOf(database, ask) })
      made.push({ size, madeIn, database, questions, asked })
    }
    for (let turn = 0; turn < turns; turn++)
      for (const { asked, questions } of made)
        for (const each of asked) {
          if (turn > 0 && each.name === METRICS) continue
          const before = performance.now()
          await questions[each.name]?.()
          each.took.push(performance.now() - before)
        }
    return made.map(({ size, madeIn, asked }) => ({ size, madeIn, asked }))
  } finally {
    for (const { database } of made) await database.destroy()
    if (!keep) rmSync(folder, { recursive: true })
  }
}

/** Steps that read all of a table that grows, or all of its index, and why they may. */
const EXPECTED: Record<string, RegExp> = {
  // It stops at the end of the page.
  'patients by name': /^SCAN patient USING INDEX patient_name$/,
  // SQLite has no index without upper and lower case. SQL Server has.
  'patients by name and date of birth': /^SCAN patient USING INDEX patient_name$/,
  // Every ten minutes, from an index alone.
  [METRICS]: /^SCAN change_request USING COVERING INDEX /,
}

const GROWS = /^SCAN (appointment|audit_log|change_request|outbox|patient|request_event|task)\b/

/** The steps of its plan that read a table that grows from end to end, and should not. */
export function fullScans({ name, plan }: Pick<Asked, 'name' | 'plan'>): string[] {
  return plan.filter(step => GROWS.test(step) && !EXPECTED[name]?.test(step))
}

async function fill(database: Database, size: Requests): Promise<void> {
  // What a power cut would spoil is made again.
  await setPragmas(database, ['synchronous = OFF', 'journal_mode = MEMORY', 'cache_size = -4000000'])
  await fillWorklist(database, size, systemClock.now())
  await setPragmas(database, ['synchronous = FULL', 'journal_mode = WAL', 'cache_size = -2000'])
}

async function planOf(database: Database, ask: () => Promise<unknown>): Promise<string[]> {
  const sent: { sql: string; bindings: readonly string[] }[] = []
  const note = (query: (typeof sent)[number]) => void sent.push(query)
  database.on('query', note)
  await ask()
  database.off('query', note)
  const plans: { detail: string }[][] = []
  for (const { sql, bindings } of sent)
    if (/^(select|with)/i.test(sql))
      plans.push(await database.raw(`explain query plan ${sql}`, [...bindings]))
  return plans.flat().map(({ detail }) => detail)
}

async function setPragmas(database: Database, pragmas: readonly string[]): Promise<void> {
  for (const pragma of pragmas) await database.raw(`pragma ${pragma}`)
}
