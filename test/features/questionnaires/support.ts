import { randomUUID } from 'node:crypto'
import { toColumn } from '../../../src/database/columns.ts'
import type { Database, Transaction } from '../../../src/database/database.ts'
import { Answering, readSaved } from '../../../src/features/questionnaires/answering.ts'
import type { DefinitionItem } from '../../../src/features/questionnaires/definition/definition.ts'
import { addDefinition } from '../../../src/features/questionnaires/definition-store.ts'
import { allAnswered } from '../../../src/features/questionnaires/demonstration/answered.ts'
import { everyKind } from '../../../src/features/questionnaires/demonstration/every-kind.ts'
import { makeAvailable } from '../../../src/features/questionnaires/make-available.ts'
import type { PatientActor, StaffActor } from '../../../src/shared/actor.ts'
import type { Clock } from '../../../src/shared/clock.ts'
import { answer, type Fields } from '../../support/form.ts'
import type { Agent, TestPortal } from '../../support/portal.ts'
import { someoneLoggedIn } from '../appointments/support.ts'

type Place = { database: Database; clock: Clock }

/** A definition that every trust uses; returns its id. */
export async function aDefinition(
  { database, clock }: Place,
  item: readonly DefinitionItem[] = everyKind.item,
  title = everyKind.title,
): Promise<string> {
  const [url, version] = [everyKind.url, randomUUID()]
  const content = JSON.stringify({ ...everyKind, version, title, item })
  return addDefinition(database as Transaction, {
    ...{ url, version, title, type: 'Pre-appointment questionnaire', trustOdsCode: null, content },
    ...{ contentHash: '', importedAt: clock.now() },
  })
}

export async function trustOf({ database }: Place, appointmentId: string): Promise<string> {
  const row = await database('appointment')
    .join('clinic', 'clinic.id', 'appointment.clinic_id')
    .where('appointment.id', appointmentId)
    .first('clinic.trust_ods_code')
  return row.trust_ods_code
}

/** A trust asks a patient, also in a definition of the test's own. Returns the id. */
export async function aQuestionnaire(
  place: Place,
  patientId: string,
  trustOdsCode: string,
  {
    appointmentId = null,
    expiresAt = null,
    items,
  }: {
    appointmentId?: string | null
    expiresAt?: Temporal.Instant | null
    items?: readonly DefinitionItem[] | undefined
  } = {},
): Promise<string> {
  const definitionId = await aDefinition(place, items)
  const staff: StaffActor = { kind: 'staff', userId: 'u', role: 'booking-team', trustOdsCode }
  const asking = { patientId, trustOdsCode, definitionId, appointmentId, expiresAt }
  return place.database.transaction(transaction =>
    makeAvailable(transaction, staff, asking, place.clock.now()),
  )
}

/** A patient with an appointment and a questionnaire about it, and their browser. */
export async function someoneAsked(portal: TestPortal, items?: readonly DefinitionItem[]) {
  const them = await someoneLoggedIn(portal)
  const trust = await trustOf(portal, them.id)
  const id = await aQuestionnaire(portal, them.patientId, trust, { appointmentId: them.id, items })
  return { ...them, trust, appointmentId: them.id, id, address: `/patient-portal/questionnaire/${id}` }
}

export type Asked = Awaited<ReturnType<typeof someoneAsked>>

/** Sends the form of a page, and returns where it leads. */
export async function goOn(browser: Agent, page: string, fields: Fields = {}): Promise<string> {
  const sent = await answer(browser, page, fields)
  if (sent.status !== 303) throw new Error(`${page}: ${sent.status} ${sent.text.slice(0, 3000)}`)
  return String(sent.headers.location)
}

/** How every page of `everyKind` is answered, in order. Nothing is flagged. */
export const ANSWERS: Fields[] = [
  { answer2: 'no' },
  { answer1: '72.5', answer1Unit: '1', answer2: '180' },
  { answer1: '2' },
  { answer1: 'other', answer1Other: 'Malta' },
  { answer1: ['1', '3'] },
  { answer1Day: '3', answer1Month: '5', answer1Year: '2020' },
  { answer1: '7:30' },
  { answer1: 'My daughter' },
  { another: 'no' },
  { answer2: '' },
  { answer1: 'no' },
]

/** Starts it and answers these pages, each of which leads to the next. Returns the address after the last. */
export async function answerPages(
  browser: Agent,
  address: string,
  answers: readonly Fields[],
): Promise<string> {
  let page = await goOn(browser, address)
  for (const fields of answers) page = await goOn(browser, page, fields)
  return page
}

/** Starts it, answers everything and sends it. */
export async function sendAnswers(browser: Agent, address: string, answers = ANSWERS): Promise<string> {
  await answerPages(browser, address, answers)
  return goOn(browser, `${address}/check`)
}

/** The patient answers everything and sends it. `pain`: the answer that is flagged. */
export async function sentAnswers(
  { database, clock }: Place,
  patientId: string,
  id: string,
  pain = false,
): Promise<void> {
  const actor: PatientActor = { kind: 'patient', patientId }
  const answering = new Answering(database, clock)
  const { version } = await readSaved(database, id)
  await answering.save(actor, { id, version }, allAnswered(pain), { sent: '' })
  await answering.send(actor, { id, version: version + 1 })
}

/** What the PAS does to take a questionnaire back. */
export async function revokedByPas({ database, clock }: Place, id: string): Promise<void> {
  await database('questionnaire')
    .where({ id })
    .whereIn('status', ['requested', 'in-progress'])
    .update({ status: 'cancelled', revoked_at: toColumn(clock.now()), announced_at: null })
    .increment('version', 1)
}
