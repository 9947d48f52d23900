import type { Knex } from 'knex'
import { toColumn } from '../../database/columns.ts'

/** The filters that lists of requests and of tasks have in common. */
export interface WorkFilters {
  /** To whom it is assigned: a user id, or one of these. */
  assignee?: string | 'me' | 'none' | undefined
  /** By whom it is claimed now. A claim that has lapsed counts as none. */
  claimed?: 'me' | 'anyone' | 'none' | undefined
  /** Only what is past its promised time. */
  overdue?: boolean | undefined
  urgentFirst?: boolean | undefined
}

/** The place in a list. */
export interface WorkCursor {
  /** Of the promise, or of the end in a list of what is closed. */
  at: Temporal.Instant
  id: string
  /** Where what is urgent comes first. */
  urgent: boolean
}

export interface Viewer {
  trustOdsCode: string
  userId: string
  now: Temporal.Instant
}

/** A table with the columns of an assignee, a claim, a priority and a promise, and what is closed of it. */
type Table = 'change_request' | 'task'

export function whereAssigned(
  builder: Knex.QueryBuilder,
  table: Table,
  { userId }: Viewer,
  { assignee }: WorkFilters,
): void {
  if (assignee === 'none') builder.whereNull(`${table}.assigned_to`)
  else if (assignee) builder.where(`${table}.assigned_to`, assignee === 'me' ? userId : assignee)
}

/** The conditions that only open work has. */
export function whereOpen(
  builder: Knex.QueryBuilder,
  table: Table,
  viewer: Viewer,
  { claimed, overdue }: WorkFilters,
): void {
  const now = toColumn(viewer.now)
  if (overdue) builder.where(`${table}.promised_by`, '<', now)
  if (claimed === 'me') builder.where(`${table}.claimed_by`, viewer.userId)
  if (claimed === 'me' || claimed === 'anyone')
    builder.whereNotNull(`${table}.claimed_until`).where(`${table}.claimed_until`, '>', now)
  if (claimed === 'none')
    builder.where(free =>
      free.whereNull(`${table}.claimed_until`).orWhere(`${table}.claimed_until`, '<=', now),
    )
}

/** First promised first, after the urgent ones if that was chosen. */
export function orderOpen(builder: Knex.QueryBuilder, table: Table, { urgentFirst }: WorkFilters): void {
  if (urgentFirst) builder.orderBy([{ column: `${table}.priority`, order: 'desc' }])
  builder.orderBy([{ column: `${table}.promised_by` }, { column: `${table}.id` }])
}

/** After those of the cursor's priority come the normal ones, whose priority is null. */
export function afterOpen(
  builder: Knex.QueryBuilder,
  table: Table,
  after: WorkCursor,
  { urgentFirst }: WorkFilters,
): void {
  const priority = `${table}.priority`
  if (!urgentFirst) isAfter(builder, table, after)
  else if (after.urgent)
    builder.where(rest =>
      rest.whereNull(priority).orWhere(urgent => isAfter(urgent.whereNotNull(priority), table, after)),
    )
  else isAfter(builder.whereNull(priority), table, after)
}

/** The first condition is what an index can begin at. */
function isAfter(builder: Knex.QueryBuilder, table: Table, { at, id }: WorkCursor): void {
  const promisedBy = toColumn(at)
  builder
    .where(`${table}.promised_by`, '>=', promisedBy)
    .where(later => later.where(`${table}.promised_by`, '>', promisedBy).orWhere(`${table}.id`, '>', id))
}

/** Of what is closed, the last end first, from the cursor on. `column`: when it was closed. */
export function lastEndFirst(
  builder: Knex.QueryBuilder,
  table: Table,
  column: string,
  after: WorkCursor | undefined,
): void {
  const [endedAt, id] = [`${table}.${column}`, `${table}.id`]
  builder.orderBy([
    { column: endedAt, order: 'desc' },
    { column: id, order: 'desc' },
  ])
  if (!after) return
  const at = toColumn(after.at)
  builder
    .where(endedAt, '<=', at)
    .where(earlier => earlier.where(endedAt, '<', at).orWhere(id, '<', after.id))
}
