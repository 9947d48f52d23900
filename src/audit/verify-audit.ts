import type { Database } from '../database/database.ts'
import { earlierEntries } from './chain.ts'
import { ChainChecker, type EntryRow, type Fault, type HeadRow } from './chain-checker.ts'
import { type EarlierEntry, initialHash } from './entry.ts'

/** Chains and entries that are read at a time, so that memory use does not grow with the log. */
const CHAINS = 500
const ENTRIES = 1000

/** Numbers of entries in `audit_entry`, which no hash protects. */
export interface Unchained {
  /** Of patients who have no chain yet. */
  beforeAnyChain: number
  /** Written after the patient's chain had started, as an older release does during a roll-out. */
  outside: number
}

/**
 * Checks every chain. The portal may run meanwhile: entries that it adds are no faults. Calls `report` for each fault
 * and for each patient with entries outside their chain. Returns how much was checked.
 */
export async function verifyAudit(
  database: Database,
  report: { fault(fault: Fault): void; outside(chain: string, entries: number): void },
): Promise<{ chains: number; entries: number } & Unchained> {
  const checked = { chains: 0, entries: 0, beforeAnyChain: 0, outside: 0 }
  let after: string | undefined
  do {
    const heads: HeadRow[] = await headsAfter(database, after)
    const until: string | undefined = heads.length === CHAINS ? heads.at(-1)?.patient_id : undefined
    await verifyRange(database, heads, { after, until })
    after = until
  } while (after !== undefined)
  return checked

  async function verifyRange(database: Database, heads: HeadRow[], range: Range) {
    const earlier = await earlierByPatient(database, range)
    const unchecked = new Map(heads.map(head => [head.patient_id, head]))
    for (const [patientId, entries] of earlier) {
      const covered = unchecked.get(patientId)?.earlier
      if (covered === undefined) checked.beforeAnyChain += entries.length
      else if (entries.length > covered) {
        checked.outside += entries.length - covered
        report.outside(patientId, entries.length - covered)
      }
    }
    const start = (chain: string, head: HeadRow | undefined) => {
      checked.chains++
      const hash = head && initialHash(chain, (earlier.get(chain) ?? []).slice(0, head.earlier))
      return new ChainChecker(chain, head, hash, report.fault)
    }
    const finish = (checker: ChainChecker) => checker.finish(() => headOf(database, checker.chain))

    let checker: ChainChecker | undefined
    for await (const row of entriesOf(database, range)) {
      if (checker?.chain !== row.patient_id) {
        if (checker) await finish(checker)
        checker = start(row.patient_id, unchecked.get(row.patient_id))
        unchecked.delete(row.patient_id)
      }
      checked.entries++
      checker.check(row)
    }
    if (checker) await finish(checker)
    // Chains that have a head but no entries.
    for (const [patientId, head] of unchecked) await finish(start(patientId, head))
  }
}

/** Chains after one name and up to another, in the database's order. The first range also has the chain without a name. */
interface Range {
  after: string | undefined
  until: string | undefined
}

async function headsAfter(database: Database, after: string | undefined): Promise<HeadRow[]> {
  const heads = database('audit_head').orderBy('patient_id').limit(CHAINS)
  if (after !== undefined) heads.where('patient_id', '>', after)
  return heads
}

function headOf(database: Database, chain: string): Promise<HeadRow | undefined> {
  return database('audit_head').where('patient_id', chain).first()
}

async function* entriesOf(database: Database, { after, until }: Range): AsyncGenerator<EntryRow> {
  let last: EntryRow | undefined
  do {
    const page = database('audit_log').orderBy(['patient_id', 'place']).limit(ENTRIES)
    if (until !== undefined) page.where('patient_id', '<=', until)
    // The redundant `>=` makes SQL Server seek to the end of the last page instead of scanning from the start.
    if (last) page.where('patient_id', '>=', last.patient_id).where(isAfter(last))
    else if (after !== undefined) page.where('patient_id', '>', after)
    const rows: EntryRow[] = await page
    yield* rows
    last = rows.length === ENTRIES ? rows.at(-1) : undefined
  } while (last)
}

function isAfter({ patient_id, place }: EntryRow) {
  return (query: ReturnType<Database>) =>
    query.where('patient_id', '>', patient_id).orWhere('place', '>', place)
}

async function earlierByPatient(database: Database, { after, until }: Range) {
  const query = earlierEntries(database).orderBy(['patient_id', 'id'])
  if (after !== undefined) query.where('patient_id', '>', after)
  if (until !== undefined) query.where('patient_id', '<=', until)
  const rows: (EarlierEntry & { patient_id: string })[] = await query
  return Map.groupBy(rows, row => row.patient_id)
}
