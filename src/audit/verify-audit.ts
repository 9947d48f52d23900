import type { Database } from '../database/database.ts'
import { beginning, type EarlierEntry, earlierEntries } from './chain.ts'
import { AuditedChain, type EntryRow, type Fault, type HeadRow } from './chain-checker.ts'

/** Chains and entries read at a time: what is kept in memory does not grow with the log. */
const CHAINS = 500
const ENTRIES = 1000

/** What is not a chain's: entries in `audit_entry`. None of it is evidence of more than that somebody wrote it. */
export interface Unchained {
  /** Of patients who have no chain yet. */
  beforeAnyChain: number
  /** Written after their patient's chain began, as an older copy of the portal does while it is replaced. */
  outside: number
}

/**
 * Walks every chain, while the portal runs: what is written meanwhile is no fault. Answers what was
 * checked. Each fault and each patient with entries outside their chain is told as it is found.
 */
export async function verifyAudit(
  database: Database,
  tell: { fault(fault: Fault): void; outside(chain: string, entries: number): void },
): Promise<{ chains: number; entries: number } & Unchained> {
  const checked = { chains: 0, entries: 0, beforeAnyChain: 0, outside: 0 }
  let after: string | undefined = ''
  while (after !== undefined) {
    const heads: HeadRow[] = await headsAfter(database, after)
    const until: string | undefined = heads.length === CHAINS ? heads.at(-1)?.patient_id : undefined
    await verifyRange(database, heads, { after, until })
    after = until
  }
  return checked

  async function verifyRange(database: Database, heads: HeadRow[], range: Range) {
    const earlier = await earlierByPatient(database, range)
    const unseen = new Map(heads.map(head => [head.patient_id, head]))
    for (const [patientId, entries] of earlier) {
      const sealed = unseen.get(patientId)?.earlier
      if (sealed === undefined) checked.beforeAnyChain += entries.length
      else if (entries.length > sealed) {
        checked.outside += entries.length - sealed
        tell.outside(patientId, entries.length - sealed)
      }
    }
    const begin = (chain: string, head: HeadRow | undefined) => {
      checked.chains++
      const start = head && beginning(chain, (earlier.get(chain) ?? []).slice(0, head.earlier))
      return new AuditedChain(chain, head, start, tell.fault)
    }
    const end = (chain: AuditedChain) => chain.end(() => headOf(database, chain.chain))

    let chain: AuditedChain | undefined
    for await (const row of entriesOf(database, range)) {
      if (chain?.chain !== row.patient_id) {
        if (chain) await end(chain)
        chain = begin(row.patient_id, unseen.get(row.patient_id))
        unseen.delete(row.patient_id)
      }
      checked.entries++
      chain.follow(row)
    }
    if (chain) await end(chain)
    for (const [patientId, head] of unseen) await end(begin(patientId, head))
  }
}

/** Patients after one and up to another, in the order of the database. */
interface Range {
  after: string
  until: string | undefined
}

function headsAfter(database: Database, after: string): Promise<HeadRow[]> {
  return database('audit_head').where('patient_id', '>', after).orderBy('patient_id').limit(CHAINS)
}

function headOf(database: Database, chain: string): Promise<HeadRow | undefined> {
  return database('audit_head').where('patient_id', chain).first()
}

async function* entriesOf(database: Database, { after, until }: Range): AsyncGenerator<EntryRow> {
  let last: EntryRow | undefined
  do {
    const page = database('audit_log').orderBy(['patient_id', 'place']).limit(ENTRIES)
    if (until !== undefined) page.where('patient_id', '<=', until)
    // Written so that SQL Server seeks to where the last page ended instead of reading all that came before.
    if (last) page.where('patient_id', '>=', last.patient_id).where(following(last))
    else page.where('patient_id', '>', after)
    const rows: EntryRow[] = await page
    yield* rows
    last = rows.length === ENTRIES ? rows.at(-1) : undefined
  } while (last)
}

function following({ patient_id, place }: EntryRow) {
  return (query: ReturnType<Database>) =>
    query.where('patient_id', '>', patient_id).orWhere('place', '>', place)
}

async function earlierByPatient(database: Database, { after, until }: Range) {
  const query = earlierEntries(database).where('patient_id', '>', after).orderBy(['patient_id', 'id'])
  if (until !== undefined) query.where('patient_id', '<=', until)
  const rows: (EarlierEntry & { patient_id: string })[] = await query
  return Map.groupBy(rows, row => row.patient_id)
}
