import type { Database } from '../database/database.ts'
import { earlierEntries } from './chain.ts'
import { ChainChecker, type EntryRow, type Fault, type HeadRow } from './chain-checker.ts'
import { type EarlierEntry, initialHash } from './entry.ts'

export interface ChainState {
  entries: number
  faults: Fault[]
}

/** Checks one chain, all of which is read. Entries that are added meanwhile are no faults. */
export async function verifyChain(database: Database, chain: string): Promise<ChainState> {
  const readHead = (): Promise<HeadRow | undefined> =>
    database('audit_head').where('patient_id', chain).first()
  const head = await readHead()
  const earlier: EarlierEntry[] = await earlierEntries(database).where('patient_id', chain).orderBy('id')
  const faults: Fault[] = []
  const start = head && initialHash(chain, earlier.slice(0, head.earlier))
  const checker = new ChainChecker(chain, head, start, fault => faults.push(fault))
  const rows: EntryRow[] = await database('audit_log').where('patient_id', chain).orderBy('place')
  for (const row of rows) checker.check(row)
  if (head || rows.length > 0) await checker.finish(readHead)
  return { entries: rows.length, faults }
}
