import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { OFFICE_HOURS, type OpeningHours, openingHoursFrom } from '../../shared/working-hours.ts'
import type { Task } from './task.ts'
import { type Row, task } from './task-row.ts'

export interface TaskFilters {
  kind?: string | undefined
  /** Open unless said. Closed ones include those that patients have withdrawn. */
  state?: 'closed' | undefined
  /** By whom the task is claimed now: a claim that has lapsed counts as none. */
  claimed?: 'me' | 'anyone' | 'none' | undefined
  /** Only those whose promised time has passed. */
  overdue?: boolean | undefined
}

/** The place of a task in the list: when it was promised or closed, and its id. */
export interface TaskCursor {
  at: Temporal.Instant
  id: string
}

export interface TaskPatient {
  id: string
  nhsNumber: string
  givenName: string
  familyName: string
  birthDate: Temporal.PlainDate
}

/** A task on the list. What the patient wrote is only on the page of the task. */
export interface ListedTask extends Task {
  patient: TaskPatient
}

export interface TaskViewer {
  trustOdsCode: string
  userId: string
  /** The kinds that they may see. */
  kinds: readonly string[]
  now: Temporal.Instant
}

/** The tasks of a trust: open ones first promised first, closed ones last closed first. */
export async function listTasks(
  database: Database,
  viewer: TaskViewer,
  filters: TaskFilters,
  { after, limit }: { after?: TaskCursor | undefined; limit: number },
): Promise<ListedTask[]> {
  const isClosed = filters.state === 'closed'
  const [column, order, beyond] = isClosed ? ['closed_at', 'desc', '<'] : ['promised_by', 'asc', '>']
  const query = tasksOfTrust(database, viewer, filters)
    .join('patient', 'patient.id', 'task.patient_id')
    .select(['task.*', ...PATIENT_COLUMNS])
    .orderBy([
      { column: `task.${column}`, order },
      { column: 'task.id', order },
    ])
    .limit(limit)
  if (after) {
    const at = toColumn(after.at)
    query
      .where(`task.${column}`, `${beyond}=`, at)
      .where(later => later.where(`task.${column}`, beyond, at).orWhere('task.id', beyond, after.id))
  }
  const rows: Row[] = await query
  return rows.map(row => ({ ...task(row), patient: patient(row) }))
}

/** The number of open tasks of these filters; with `after`, of those that come after it. */
export async function countListed(
  database: Database,
  viewer: TaskViewer,
  filters: TaskFilters,
  after?: TaskCursor,
): Promise<number> {
  const query = tasksOfTrust(database, viewer, filters)
  if (after) {
    const at = toColumn(after.at)
    query
      .where('task.promised_by', '>=', at)
      .where(later => later.where('task.promised_by', '>', at).orWhere('task.id', '>', after.id))
  }
  const [row] = await query.count('* as listed')
  return Number(row?.listed)
}

export interface TaskCounts {
  open: number
  overdue: number
  claimedByMe: number
  unclaimed: number
}

/** Numbers of the open tasks of a trust; those of one kind if the filters say so. */
export async function countTasks(
  database: Database,
  viewer: TaskViewer,
  { kind }: Pick<TaskFilters, 'kind'>,
): Promise<TaskCounts> {
  const now = toColumn(viewer.now)
  const row = await tasksOfTrust(database, viewer, { kind })
    .select(database.raw('count(*) as open_now'))
    .select(database.raw('count(case when task.promised_by < ? then 1 end) as overdue', [now]))
    .select(
      database.raw('count(case when task.claimed_by = ? and task.claimed_until > ? then 1 end) as mine', [
        viewer.userId,
        now,
      ]),
    )
    .select(database.raw('count(case when task.claimed_until > ? then 1 end) as claimed', [now]))
    .first()
  const count = (name: string) => Number(row?.[name])
  return {
    open: count('open_now'),
    overdue: count('overdue'),
    claimedByMe: count('mine'),
    unclaimed: count('open_now') - count('claimed'),
  }
}

export async function findTaskPatient(
  database: Database,
  patientId: string,
): Promise<TaskPatient | undefined> {
  const row = await database('patient')
    .where('id', patientId)
    .first('id as patient_id', ...PATIENT_COLUMNS)
  return row && patient(row)
}

export async function findOpeningHours(database: Database, trustOdsCode: string): Promise<OpeningHours> {
  const row = await database('trust')
    .where('ods_code', trustOdsCode)
    .first('open_days', 'opens_at', 'closes_at')
  const stored = row && openingHoursFrom({ days: row.open_days, opens: row.opens_at, closes: row.closes_at })
  return stored ?? OFFICE_HOURS
}

/** The states are not bound, because the database uses a filtered index only for the same literal condition. */
function tasksOfTrust(database: Database, viewer: TaskViewer, filters: TaskFilters) {
  const { kind, state, claimed, overdue } = filters
  const now = toColumn(viewer.now)
  const query = database('task')
    .where('task.trust_ods_code', viewer.trustOdsCode)
    .whereRaw(state === 'closed' ? "task.status <> 'open'" : "task.status = 'open'")
    .whereIn('task.kind', kind ? viewer.kinds.filter(each => each === kind) : viewer.kinds)
  if (overdue) query.where('task.promised_by', '<', now)
  if (claimed === 'me') query.where('task.claimed_by', viewer.userId)
  if (claimed === 'me' || claimed === 'anyone') query.where('task.claimed_until', '>', now)
  if (claimed === 'none')
    query.where(free => free.whereNull('task.claimed_until').orWhere('task.claimed_until', '<=', now))
  return query
}

const PATIENT_COLUMNS = [
  'patient.nhs_number',
  'patient.given_name',
  'patient.family_name',
  'patient.birth_date',
]

function patient(row: Row): TaskPatient {
  return {
    id: String(row.patient_id),
    nhsNumber: String(row.nhs_number),
    givenName: String(row.given_name),
    familyName: String(row.family_name),
    birthDate: Temporal.PlainDate.from(String(row.birth_date)),
  }
}
