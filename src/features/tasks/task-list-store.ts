import type { Knex } from 'knex'
import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import { OFFICE_HOURS, type OpeningHours, openingHoursFrom } from '../../shared/working-hours.ts'
import {
  afterOpen,
  lastEndFirst,
  orderOpen,
  type Viewer,
  type WorkCursor,
  type WorkFilters,
  whereAssigned,
  whereOpen,
} from '../staff-work/staff-work.ts'
import type { Task } from './task.ts'
import { type Row, task } from './task-row.ts'

export interface TaskFilters extends WorkFilters {
  kind?: string | undefined
  /** Open unless said. Closed ones include those that patients have withdrawn. */
  state?: 'closed' | undefined
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

export interface TaskViewer extends Viewer {
  /** The kinds that they may see. */
  kinds: readonly string[]
}

/** The tasks of a trust: open ones in the order of the filters, closed ones last closed first. */
export async function listTasks(
  database: Database,
  viewer: TaskViewer,
  filters: TaskFilters,
  { after, limit }: { after?: WorkCursor | undefined; limit: number },
): Promise<ListedTask[]> {
  const query = tasksOfTrust(database, viewer, filters).limit(limit)
  if (filters.state === 'closed') lastEndFirst(query, 'task', 'closed_at', after)
  else {
    orderOpen(query, 'task', filters)
    if (after) afterOpen(query, 'task', after, filters)
  }
  return withPatients(query)
}

/** Those of these tasks that are of the trust and of the viewer's kinds, in any state, first promised first. */
export async function listChosenTasks(
  database: Database,
  { kinds, trustOdsCode }: TaskViewer,
  ids: readonly string[],
): Promise<ListedTask[]> {
  const chosen = database('task')
    .where('task.trust_ods_code', trustOdsCode)
    .whereIn('task.kind', kinds)
    .whereIn('task.id', ids)
  orderOpen(chosen, 'task', {})
  return withPatients(chosen)
}

async function withPatients(query: Knex.QueryBuilder): Promise<ListedTask[]> {
  const rows: Row[] = await query
    .join('patient', 'patient.id', 'task.patient_id')
    .select(['task.*', ...PATIENT_COLUMNS])
  return rows.map(row => ({ ...task(row), patient: patient(row) }))
}

/** The number of open tasks of these filters; with `after`, of those that come after it. */
export async function countListed(
  database: Database,
  viewer: TaskViewer,
  filters: TaskFilters,
  after?: WorkCursor,
): Promise<number> {
  const query = tasksOfTrust(database, viewer, filters)
  if (after) afterOpen(query, 'task', after, filters)
  const [row] = await query.count('* as listed')
  return Number(row?.listed)
}

export interface TaskCounts {
  open: number
  overdue: number
  claimedByMe: number
  assignedToMe: number
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
    .select(database.raw('count(case when task.assigned_to = ? then 1 end) as assigned', [viewer.userId]))
    .first()
  const count = (name: string) => Number(row?.[name])
  return {
    open: count('open_now'),
    overdue: count('overdue'),
    claimedByMe: count('mine'),
    assignedToMe: count('assigned'),
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
  const { kind, state } = filters
  const query = database('task')
    .where('task.trust_ods_code', viewer.trustOdsCode)
    .whereRaw(state === 'closed' ? "task.status <> 'open'" : "task.status = 'open'")
    .whereIn('task.kind', kind ? viewer.kinds.filter(each => each === kind) : viewer.kinds)
  if (!state) whereOpen(query, 'task', viewer, filters)
  whereAssigned(query, 'task', viewer, filters)
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
