import type { Patients } from '../features/patients/patients.ts'
import type { Aggregator, NhsAppUser } from '../gateways/aggregator/aggregator.ts'
import type { ProgramActor } from '../shared/actor.ts'
import { TokenRefused } from '../shared/errors.ts'
import { isNhsNumber } from '../shared/nhs-number.ts'
import type { FhirCall } from '../web/fhir.ts'
import { limitFhir, type RateLimits } from '../web/rate-limits.ts'
import { Refusal } from './operation-outcome.ts'

/*
 * What a caller must show before anything is returned, in the order of the Get Appointments API: who calls, what is
 * asked, for whom, whether they may, and last how often.
 */

interface Known {
  aggregator: Aggregator
  patients: Patients
  rateLimits: RateLimits
}

/** Whose resources are asked for; `actor` is undefined where they have none that may be shown. */
export interface Asked {
  nhsNumber: string
  actor: ProgramActor | undefined
}

/** Throws a {@link Refusal}, or what `aggregator` and `rateLimits` throw. */
export async function checkCaller(
  { aggregator, patients, rateLimits }: Known,
  call: FhirCall,
): Promise<Asked> {
  const clientId = await clientOf(aggregator, call)
  const nhsNumber = nhsNumberAskedFor(call)
  hasCorrelationId(call)
  const user = await userOf(aggregator, call)
  isTheSamePerson(user, nhsNumber)
  const patientId = await recordOf(patients, user)
  await limitFhir(rateLimits, clientId)
  const actor = patientId ? aggregatorActor(clientId, patientId) : undefined
  return { nhsNumber, actor }
}

function aggregatorActor(clientId: string, patientId: string): ProgramActor {
  return { kind: 'program', name: 'aggregator', clientId, patientId, may: ['list-appointments'] }
}

async function clientOf(aggregator: Aggregator, { authorization }: FhirCall): Promise<string> {
  const [, token] = /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization ?? '') ?? []
  if (!token) throw accessDenied('no-bearer-token', 'Bearer')
  try {
    return await aggregator.verifyAccessToken(token)
  } catch (error) {
    if (error instanceof TokenRefused) throw accessDenied(error.reason, 'Bearer error="invalid_token"')
    throw error
  }
}

function accessDenied(reason: string, challenge: string) {
  return new Refusal(401, 'forbidden', 'The OAuth 2.0 bearer token is missing or not valid.', {
    spineCode: 'ACCESS_DENIED',
    headers: { 'WWW-Authenticate': challenge },
    reason: `bearer-${reason}`,
  })
}

const NHS_NUMBER = /^https:\/\/fhir\.nhs\.uk\/Id\/nhs-number\|([1-9][0-9]{9})$/

function nhsNumberAskedFor({ patientIdentifiers }: FhirCall): string {
  const [identifier, ...more] = patientIdentifiers
  if (identifier === undefined || more.length > 0)
    throw new Refusal(400, 'exception', 'The query parameter patient:identifier is needed, once.')
  const [, nhsNumber = ''] = NHS_NUMBER.exec(identifier) ?? []
  if (!isNhsNumber(nhsNumber))
    throw new Refusal(
      400,
      'exception',
      'The query parameter patient:identifier must be https://fhir.nhs.uk/Id/nhs-number|, then a valid NHS number.',
    )
  return nhsNumber
}

function hasCorrelationId({ correlationId }: FhirCall): void {
  if (correlationId === undefined)
    throw new Refusal(
      400,
      'exception',
      'The header X-Correlation-ID is needed, once, with 1 to 128 characters of plain ASCII.',
    )
}

async function userOf(aggregator: Aggregator, { idToken }: FhirCall): Promise<NhsAppUser> {
  if (!idToken) throw notThisPatient('no-id-token')
  try {
    return await aggregator.verifyIdToken(idToken)
  } catch (error) {
    if (error instanceof TokenRefused) throw notThisPatient(error.reason)
    throw error
  }
}

/** The published sample repeats both numbers. Ours never does: what is refused is logged on both sides. */
function isTheSamePerson({ nhsNumber }: NhsAppUser, askedFor: string): void {
  if (nhsNumber !== askedFor) throw notThisPatient('other-nhs-number')
}

/**
 * By NHS number and date of birth (WF-NFR-14). Nothing may be shown of those who are sensitive or not allowed the
 * portal (SRCBR1), and of a patient nobody knows there is nothing: both are an empty answer and no error.
 */
async function recordOf(
  patients: Patients,
  { birthDate, nhsNumber }: NhsAppUser,
): Promise<string | undefined> {
  const match = await patients.match({ nhsNumber, birthDate: birthDate.toString() })
  if ('patientId' in match) return match.patientId
  if (match.cannotShow === 'under-16')
    throw new Refusal(403, 'forbidden', 'The patient is under 16.', { spineCode: 'UNDER_16_DENIED' })
  if (match.cannotShow === 'details-differ') throw notThisPatient('other-birth-date')
  return undefined
}

function notThisPatient(reason: string) {
  return new Refusal(401, 'exception', 'NHSD-ID-Token is missing, not valid or not of this patient.', {
    headers: { 'WWW-Authenticate': 'Bearer' },
    reason: `id-token-${reason}`,
  })
}
