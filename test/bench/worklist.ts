import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../src/database/database.ts'
import { migrate } from '../../src/database/migrate.ts'
import type { WorklistFilters } from '../../src/features/worklist/lists/worklist-filters.ts'
import { Worklist } from '../../src/features/worklist/worklist.ts'
import type { StaffActor } from '../../src/shared/actor.ts'
import { systemClock } from '../../src/shared/clock.ts'
import { COLLEAGUE, fillWorklist, type Requests } from './worklist-rows.ts'

/** How long one of the page's questions to the database takes, and how SQLite answers it. */
export interface Asked {
  name: string
  /** Milliseconds, in turns. */
  took: number[]
  plan: string[]
}

/** What the page of staff's list asks, over databases of these sizes in turns. */
export async function overWorklists(
  sizes: readonly Requests[],
  { turns, say }: { turns: number; say: (line: string) => void },
): Promise<{ size: Requests; asked: Asked[] }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'portal-bench-'))
  const made: { size: Requests; database: Database; questions: Questions; asked: Asked[] }[] = []
  try {
    for (const [index, size] of sizes.entries()) {
      say(
        `making ${size.open.toLocaleString('en-GB')} open and ${size.closed.toLocaleString('en-GB')} closed requests`,
      )
      const database = openDatabase(`sqlite:${join(folder, `${index}.sqlite`)}`)
      await migrate(database)
      // What a power cut would spoil is made again.
      await setPragmas(database, ['synchronous = OFF', 'journal_mode = MEMORY', 'cache_size = -4000000'])
      const { clinics, trust } = await fillWorklist(database, size, systemClock.now())
      await setPragmas(database, ['synchronous = FULL', 'journal_mode = WAL', 'cache_size = -2000'])
      const questions = questionsOf(new Worklist(database, systemClock), trust, clinics.at(-1) ?? '')
      const asked: Asked[] = []
      for (const [name, ask] of Object.entries(questions))
        asked.push({ name, took: [], plan: await planOf(database, ask) })
      made.push({ size, database, questions, asked })
    }
    for (let turn = 0; turn < turns; turn++)
      for (const { asked, questions } of made)
        for (const each of asked) {
          const before = performance.now()
          await questions[each.name]?.()
          each.took.push(performance.now() - before)
        }
    return made.map(({ size, asked }) => ({ size, asked }))
  } finally {
    for (const { database } of made) await database.destroy()
    rmSync(folder, { recursive: true })
  }
}

type Questions = Record<string, () => Promise<unknown>>

function questionsOf(worklist: Worklist, trustOdsCode: string, rareClinic: string): Questions {
  const staff: StaffActor = { kind: 'staff', userId: COLLEAGUE, role: 'team-lead', trustOdsCode }
  const list = (filters: WorklistFilters) => () => worklist.list(staff, filters, { limit: 25 })
  return {
    'open, oldest promise first': list({}),
    'open, urgent first': list({ urgentFirst: true }),
    'open, assigned to me': list({ assignee: 'me' }),
    'open, of a clinic with few': list({ clinicId: rareClinic }),
    'open, past the promise': list({ overdue: true }),
    'done, newest first': list({ state: 'done' }),
    'done, assigned to me': list({ state: 'done', assignee: 'me' }),
    'done, of a clinic with few': list({ state: 'done', clinicId: rareClinic }),
    'the numbers above the list': () => worklist.count(staff),
    'patients to be told': () => worklist.countUntold(staff),
  }
}

async function planOf(database: Database, ask: () => Promise<unknown>): Promise<string[]> {
  const sent: { sql: string; bindings: readonly string[] }[] = []
  const note = (query: (typeof sent)[number]) => void sent.push(query)
  database.on('query', note)
  await ask()
  database.off('query', note)
  const plans: { detail: string }[][] = []
  for (const { sql, bindings } of sent)
    plans.push(await database.raw(`explain query plan ${sql}`, [...bindings]))
  return plans.flat().map(({ detail }) => detail)
}

async function setPragmas(database: Database, pragmas: readonly string[]): Promise<void> {
  for (const pragma of pragmas) await database.raw(`pragma ${pragma}`)
}
