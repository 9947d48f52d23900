import { randomUUID } from 'node:crypto'
import { addDefinition, makeAvailable } from '../../../src/features/questionnaires/questionnaires.ts'
import { portalActor } from '../../../src/shared/actor.ts'
import type { TestPortal } from '../../support/portal.ts'
import { someone } from '../appointments/support.ts'
import { resourceOf, yesNo } from './definition/definitions.ts'

/** A patient who is asked to answer a questionnaire about their appointment. */
export async function askedQuestionnaire(
  portal: TestPortal,
  { expiresAt = null }: { expiresAt?: Temporal.Instant | null } = {},
) {
  const { clinicId, id: appointmentId, patientId, person } = await someone(portal)
  const now = portal.clock.now()
  const { trust_ods_code: trustOdsCode } = await portal.database('clinic').where('id', clinicId).first()
  const id = await portal.database.transaction(async transaction => {
    const definitionId = await addDefinition(transaction, {
      url: `urn:${randomUUID()}`,
      version: '1',
      title: 'Before your visit',
      type: 'Pre-appointment questionnaire',
      trustOdsCode: null,
      content: JSON.stringify(resourceOf(yesNo)),
      contentHash: '',
      importedAt: now,
    })
    const asking = { trustOdsCode, patientId, definitionId, appointmentId, expiresAt }
    return makeAvailable(transaction, portalActor('test', patientId), asking, now)
  })
  return { id, appointmentId, patientId, person, trustOdsCode, askedAt: now }
}
