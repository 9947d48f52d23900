import { actorColumns } from '../../database/actor-columns.ts'
import { toColumn } from '../../database/columns.ts'
import type { Database, Transaction } from '../../database/database.ts'
import type { Actor } from '../../shared/actor.ts'
import { stepFrom } from '../staff-work/staff-work.ts'
import type { ChangeRequest, RequestEvent, RequestEventKind } from './change-request.ts'

export interface NewRequestEvent {
  event: RequestEventKind
  actor: Actor
  at: Temporal.Instant
  note?: string | undefined
}

/** Adds a step to the history. `version`: the version of the request that the step has made. */
export async function addRequestEvent(
  transaction: Transaction,
  { id, version }: Pick<ChangeRequest, 'id' | 'version'>,
  { event, actor, at, note }: NewRequestEvent,
): Promise<void> {
  await transaction('request_event').insert({
    request_id: id,
    version,
    at: toColumn(at),
    event,
    ...actorColumns(actor),
    note: note ?? null,
  })
}

/** The history of a request, oldest first. The caller has found the request for its patient or its trust. */
export async function listRequestEvents(database: Database, requestId: string): Promise<RequestEvent[]> {
  const rows = await database('request_event').where('request_id', requestId).orderBy('version')
  return rows.map(row => stepFrom<RequestEventKind>(row))
}

/** The last step; undefined if there is none yet. */
export async function lastRequestEvent(
  database: Database,
  requestId: string,
): Promise<RequestEvent | undefined> {
  const row = await database('request_event')
    .where('request_id', requestId)
    .orderBy('version', 'desc')
    .first()
  return row && stepFrom<RequestEventKind>(row)
}
