import type { TestContext } from 'node:test'
import { auditAccess } from '../../src/audit/audit.ts'
import type { EntryRow } from '../../src/audit/chain-checker.ts'
import { entryHash } from '../../src/audit/entry.ts'
import { verifyAudit } from '../../src/audit/verify-audit.ts'
import type { Database } from '../../src/database/database.ts'
import type { PatientActor } from '../../src/shared/actor.ts'
import { Doors } from '../features/appointments/door.ts'

/** A log of three patients, written by what they really did: Ann has entries 1 to 6, Bob 1 and 2, Cy 1. */
export async function aLog(t: TestContext) {
  const doors = await Doors.open()
  t.after(() => doors.database.destroy())
  const { changeRequests, database } = doors
  const [ann, bob, cy] = [await doors.aPatient(), await doors.aPatient(), await doors.aPatient()]
  const clinic = await doors.aClinic()
  const ofAnn = await doors.booked(ann, clinic, { days: 7 })
  const ofBob = await doors.booked(bob, clinic, { days: 7 })
  const look = (who: PatientActor, id?: string) =>
    id
      ? auditAccess(
          database,
          who,
          'viewed-appointment',
          { type: 'appointment', id, version: 1 },
          doors.clock.now(),
        )
      : auditAccess(database, who, 'viewed-appointments', 'patient', doors.clock.now())

  await look(ann)
  await look(bob)
  await look(ann, ofAnn)
  const slot = await doors.chosen(await doors.aSlot(clinic, { days: 8 }))
  const moved = await changeRequests.move(ann, await doors.decision(ann, ofAnn), slot)
  await look(ann, moved)
  await doors.appointments.find(cy, ofBob).catch(() => {})
  await changeRequests.cancel(bob, await doors.decision(bob, ofBob), 'other')
  await changeRequests.cancel(ann, await doors.decision(ann, moved), 'other')
  return { doors, database, ann: ann.patientId, bob: bob.patientId, cy: cy.patientId }
}

/** What the verifier finds, faults as "kind place" or "kind place-to" by patient. */
export async function verified(database: Database) {
  const faults: Record<string, string[]> = {}
  const outside: Record<string, number> = {}
  const checked = await verifyAudit(database, {
    fault({ chain, kind, place, to }) {
      const found = `${kind} ${place}${to === undefined ? '' : `-${to}`}`
      faults[chain] = [...(faults[chain] ?? []), found]
    },
    outside(chain, entries) {
      outside[chain] = entries
    },
  })
  return { ...checked, faults, outsideOf: outside }
}

/** The right hash of an entry, worked out as an attacker could who knows the format. */
export function rehashed(row: EntryRow): EntryRow {
  const { patient_id: chain, at, actor, actor_id: actorId, action, version } = row
  const { actor_role: actorRole, actor_trust: actorTrust } = row
  const subject = {
    type: String(row.subject_type),
    id: String(row.subject_id),
    ...(version === null ? {} : { version }),
  }
  const entry = { chain, at: String(at), actor, actorId, actorRole, actorTrust, action, subject }
  return { ...row, hash: entryHash(entry, row.place, row.previous_hash) }
}
