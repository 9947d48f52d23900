import { randomUUID } from 'node:crypto'
import { fromColumn, isGuid, toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { StaffActor } from '../../shared/actor.ts'
import type { StaffRole } from '../../shared/permissions.ts'
import type { ReasonCode } from './reasons.ts'

export type Opener = Pick<StaffActor, 'userId' | 'trustOdsCode'>

/** Until when the record is open to this member of staff at this trust; undefined if it was not open after `since`. */
export async function openUntil(
  database: Database,
  patientId: string,
  { trustOdsCode, userId }: Opener,
  since: Temporal.Instant,
): Promise<Temporal.Instant | undefined> {
  const row = await database('stated_reason')
    .where({ patient_id: patientId, staff_user_id: userId, trust_ods_code: trustOdsCode })
    .where('open_until', '>', toColumn(since))
    .orderBy('open_until', 'desc')
    .first('open_until')
  return row && fromColumn(row.open_until)
}

export interface NewReason {
  patientId: string
  reason: ReasonCode
  explanation: string
  statedAt: Temporal.Instant
  openUntil: Temporal.Instant
}

/** Returns the id of the new reason. */
export async function addStatedReason(
  transaction: Transaction,
  { role, trustOdsCode, userId }: StaffActor,
  { explanation, openUntil: until, patientId, reason, statedAt }: NewReason,
): Promise<string> {
  const id = randomUUID()
  await transaction('stated_reason').insert({
    id,
    patient_id: patientId,
    trust_ods_code: trustOdsCode,
    staff_user_id: userId,
    role,
    reason,
    explanation,
    stated_at: toColumn(statedAt),
    open_until: toColumn(until),
  })
  return id
}

export interface StatedReason {
  id: string
  patient: { id: string; nhsNumber: string }
  /** The user id of who stated it, and their role then. */
  statedBy: string
  role: StaffRole
  reason: string
  explanation: string
  statedAt: Temporal.Instant
  openUntil: Temporal.Instant
  review: { at: Temporal.Instant; by: string; justified: boolean; note: string } | undefined
}

/** The place of a reason in its list: when it was stated or reviewed, and its id. */
export interface ReasonCursor {
  at: Temporal.Instant
  id: string
}

/** Those of a trust to review, the one that waits longest first; or those reviewed, the last first. */
export async function listStatedReasons(
  database: Database,
  trustOdsCode: string,
  state: 'to-review' | 'reviewed',
  { after, limit }: { after?: ReasonCursor | undefined; limit: number },
): Promise<StatedReason[]> {
  const isReviewed = state === 'reviewed'
  const [column, order, beyond] = isReviewed
    ? (['reviewed_at', 'desc', '<'] as const)
    : (['stated_at', 'asc', '>'] as const)
  const query = reasonsOf(database, trustOdsCode)
    // Not bound, because the database uses a filtered index only for the same literal condition.
    .whereRaw(isReviewed ? 'reviewed_at is not null' : 'reviewed_at is null')
    .orderBy([
      { column, order },
      { column: 'stated_reason.id', order },
    ])
    .limit(limit)
  if (after) {
    const at = toColumn(after.at)
    query
      .where(column, `${beyond}=`, at)
      .where(later => later.where(column, beyond, at).orWhere('stated_reason.id', beyond, after.id))
  }
  const rows: Row[] = await query
  return rows.map(statedReason)
}

/** By id and trust together. */
export async function findStatedReason(
  database: Database,
  trustOdsCode: string,
  id: unknown,
): Promise<StatedReason | undefined> {
  if (!isGuid(id)) return undefined
  const row: Row | undefined = await reasonsOf(database, trustOdsCode).where('stated_reason.id', id).first()
  return row && statedReason(row)
}

/** How many a trust has to review, and how many of them were stated before that instant. */
export async function countToReview(
  database: Database,
  trustOdsCode: string,
  before: Temporal.Instant,
): Promise<{ all: number; late: number }> {
  const row = await database('stated_reason')
    .where('trust_ods_code', trustOdsCode)
    .whereRaw('reviewed_at is null')
    .select(database.raw('count(*) as all_of_them'))
    .select(database.raw('count(case when stated_at < ? then 1 end) as late', [toColumn(before)]))
    .first()
  return { all: Number(row?.all_of_them), late: Number(row?.late) }
}

/** False if it has been reviewed already. */
export async function saveReview(
  transaction: Transaction,
  id: string,
  { at, by, justified, note }: { at: Temporal.Instant; by: string; justified: boolean; note: string },
): Promise<boolean> {
  const changed = await transaction('stated_reason')
    .where('id', id)
    .whereRaw('reviewed_at is null')
    .update({ reviewed_at: toColumn(at), reviewed_by: by, justified, review_note: note })
  return changed === 1
}

function reasonsOf(database: Database, trustOdsCode: string) {
  return database('stated_reason')
    .join('patient', 'patient.id', 'stated_reason.patient_id')
    .where('stated_reason.trust_ods_code', trustOdsCode)
    .select('stated_reason.*', 'patient.nhs_number')
}

interface Row {
  id: string
  patient_id: string
  nhs_number: string
  staff_user_id: string
  role: StaffRole
  reason: string
  explanation: string
  stated_at: string | Date
  open_until: string | Date
  reviewed_at: string | Date | null
  reviewed_by: string | null
  justified: boolean | number | null
  review_note: string | null
}

function statedReason(row: Row): StatedReason {
  const { review_note: note, reviewed_at: at, reviewed_by: by } = row
  return {
    id: row.id,
    patient: { id: row.patient_id, nhsNumber: row.nhs_number },
    statedBy: row.staff_user_id,
    role: row.role,
    reason: row.reason,
    explanation: row.explanation,
    statedAt: fromColumn(row.stated_at),
    openUntil: fromColumn(row.open_until),
    review:
      at && by ? { at: fromColumn(at), by, justified: Boolean(row.justified), note: note ?? '' } : undefined,
  }
}
