import type { Database } from '../../database/database.ts'
import type { Outcome, RequestStatus } from './change-request.ts'

const OUTCOMES: readonly Outcome[] = ['done', 'declined', 'withdrawn', 'lapsed']

/** All requests ever received, by state, and how many of them contradict their history or their appointment. */
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
export async function requestBalance(database: Database): Promise<RequestBalance> {
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
    (await countOtherOutcomes(database)) +
    (await countTwoOutcomes(database)) +
    (await countNotDone(database))
  return { received, byState, unaccounted }
}

async function countOtherOutcomes(database: Database): Promise<number> {
  const row = await database('request_event')
    .join('change_request', 'change_request.id', 'request_event.request_id')
    .whereIn('request_event.event', OUTCOMES)
    .whereRaw('request_event.event <> change_request.status')
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}

async function countTwoOutcomes(database: Database): Promise<number> {
  const twice = database('request_event')
    .whereIn('event', OUTCOMES)
    .groupBy('request_id')
    .havingRaw('count(*) > 1')
    .select('request_id')
  const row = await database.from(twice.as('twice')).count({ total: '*' }).first()
  return Number(row?.total)
}

async function countNotDone(database: Database): Promise<number> {
  const row = await database('change_request')
    .join('appointment', 'appointment.id', 'change_request.appointment_id')
    .where({ 'change_request.status': 'done', 'appointment.status': 'booked' })
    .whereNotNull('change_request.decided_by')
    .count({ total: '*' })
    .first()
  return Number(row?.total)
}
