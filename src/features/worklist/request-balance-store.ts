import { toColumn } from '../../database/columns.ts'
import type { Database } from '../../database/database.ts'
import type { Outcome, RequestStatus } from './change-request.ts'

const OUTCOMES: readonly Outcome[] = ['done', 'declined', 'withdrawn', 'lapsed']

/** Older ones have been looked at again and again. */
const LOOKED_AT_FOR = Temporal.Duration.from({ hours: 24 * 31 })

/**
 * All requests ever received, by state, and how many of those that are open or were closed in the last 31 days contradict their
 * history or their appointment.
 */
export interface RequestBalance {
  received: number
  byState: Record<RequestStatus, number>
  unaccounted: number
}

/**
 * Each request has exactly one state, and the one outcome that its history has, if the portal closed it. A request whose
 * history says another outcome than its state, whose history has two, or whose appointment is still booked although staff
 * have done what was asked, is unaccounted for. Requests that were closed in the PAS have no history.
 */
export async function requestBalance(database: Database, now: Temporal.Instant): Promise<RequestBalance> {
  const since = now.subtract(LOOKED_AT_FOR)
  const counts: { status: RequestStatus; total: number }[] = await database('change_request')
    .groupBy('status')
    .select('status', database.raw('count(*) as total'))
  const of = (status: RequestStatus) => Number(counts.find(row => row.status === status)?.total ?? 0)
  const byState = {
    open: of('open'),
    done: of('done'),
    declined: of('declined'),
    withdrawn: of('withdrawn'),
    lapsed: of('lapsed'),
  }
  const received = counts.reduce((sum, { total }) => sum + Number(total), 0)
  const inStates = Object.values(byState).reduce((sum, total) => sum + total, 0)
  // One after the other: the metrics may use one connection only.
  const unaccounted =
    received -
    inStates +
    (await countOpenWithOutcome(database)) +
    (await countOtherOutcomes(database, since)) +
    (await countTwoOutcomes(database, since)) +
    (await countNotDone(database, since))
  return { received, byState, unaccounted }
}

/** All trusts are named, because an index begins with the trust. */
function closedSince(database: Database, since: Temporal.Instant) {
  return database('change_request')
    .whereIn('change_request.trust_ods_code', database('trust').select('ods_code'))
    .whereIn('change_request.status', OUTCOMES)
    .where('change_request.decided_at', '>=', toColumn(since))
}

function withOutcomes(requests: ReturnType<typeof closedSince>) {
  return requests
    .join('request_event', 'request_event.request_id', 'change_request.id')
    .whereIn('request_event.event', OUTCOMES)
}

async function countOpenWithOutcome(database: Database): Promise<number> {
  const open = database('change_request').whereRaw("change_request.status = 'open'")
  const row = await withOutcomes(open).count({ total: '*' }).first()
  return Number(row?.total)
}

async function countOtherOutcomes(database: Database, since: Temporal.Instant): Promise<number> {
  const row = await withOutcomes(closedSince(database, since))
    .whereRaw('request_event.event <> change_request.status')
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}

async function countTwoOutcomes(database: Database, since: Temporal.Instant): Promise<number> {
  const twice = withOutcomes(closedSince(database, since))
    .groupBy('request_event.request_id')
    .havingRaw('count(*) > 1')
    .select('request_event.request_id')
  const row = await database.from(twice.as('twice')).count({ total: '*' }).first()
  return Number(row?.total)
}

async function countNotDone(database: Database, since: Temporal.Instant): Promise<number> {
  const row = await closedSince(database, since)
    .join('appointment', 'appointment.id', 'change_request.appointment_id')
    .where({ 'change_request.status': 'done', 'appointment.status': 'booked' })
    .whereNotNull('change_request.decided_by')
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}
