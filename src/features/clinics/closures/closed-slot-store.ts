import { toColumn } from '../../../database/columns.ts'
import type { Database, Transaction } from '../../../database/database.ts'
import { insertRows } from '../../../database/insert-rows.ts'
import type { Closure, Scope } from './closure.ts'

/** Ids in one statement; SQL Server allows 2,100 parameters. */
const BATCH = 500

/** All slots of the clinic or the clinician in the period. */
export function slotsWithin(database: Database, scope: Scope) {
  const { clinicId, clinicianId, endsAt, startsAt, trustOdsCode } = scope
  const slots = database('slot')
    .join('clinic', 'clinic.id', 'slot.clinic_id')
    .where('clinic.trust_ods_code', trustOdsCode)
    .where('slot.starts_at', '>=', toColumn(startsAt))
    .where('slot.starts_at', '<', toColumn(endsAt))
    .select('slot.id')
  return clinicId ? slots.where('slot.clinic_id', clinicId) : slots.where('slot.clinician_id', clinicianId)
}

/** The slots that a closure has blocked. */
export function slotsClosedBy(database: Database, closureId: string) {
  return database('closed_slot').where('closed_slot.closure_id', closureId).select('closed_slot.slot_id')
}

/** Blocks all slots of the closure's period that it has not blocked yet. Returns how many. */
export async function blockAll(transaction: Transaction, closure: Closure): Promise<number> {
  const closed = slotsClosedBy(transaction, closure.id)
  return blockSlots(
    transaction,
    closure.id,
    await slotsWithin(transaction, closure).whereNotIn('slot.id', closed),
  )
}

/** Blocks some of the slots of the closure's period. Returns how many of them there are. */
export async function blockSome(
  transaction: Transaction,
  closure: Closure,
  slotIds: readonly string[],
): Promise<number> {
  return blockSlots(
    transaction,
    closure.id,
    await slotsWithin(transaction, closure).whereIn('slot.id', slotIds),
  )
}

/** Ends the closure's part in the blocking of its slots. Other closures go on blocking them. */
export async function unblock(transaction: Transaction, closureId: string): Promise<void> {
  await transaction('slot')
    .whereIn('id', slotsClosedBy(transaction, closureId))
    .where('blocks', '>', 0)
    .update({ blocks: transaction.raw('blocks - 1'), version: transaction.raw('version + 1') })
}

/** Blocks slots that the closure does not block yet. Returns how many. */
export async function blockSlots(
  transaction: Transaction,
  closureId: string,
  slots: readonly { id: string }[],
): Promise<number> {
  const ids = slots.map(({ id }) => id)
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH)
    const rows = batch.map(slot_id => ({ closure_id: closureId, slot_id }))
    await insertRows(transaction, 'closed_slot', rows)
    await transaction('slot')
      .whereIn('id', batch)
      .update({ blocks: transaction.raw('blocks + 1'), version: transaction.raw('version + 1') })
  }
  return ids.length
}
