import type { Patients } from '../features/patients/patients.ts'
import type { Aggregator, NhsAppUser } from '../gateways/aggregator/aggregator.ts'
import type { ProgramActor } from '../shared/actor.ts'
import { TokenRefused } from '../shared/errors.ts'
import { isNhsNumber } from '../shared/nhs-number.ts'
import type { FhirCall } from '../web/fhir.ts'
import { limitFhir, type RateLimits } from '../web/rate-limits.ts'
import { Refusal } from './operation-outcome.ts'

/*
 * The checks of a call before it returns data, in the order of the Get Appointments API: the client, the request, the
 * patient, the patient's access to the portal, and finally the rate limit.
 */

interface CheckServices {
  aggregator: Aggregator
  patients: Patients
  rateLimits: RateLimits
}

export interface CheckedCall {
  nhsNumber: string
  /** Undefined when the patient has no record that may be shown. */
  actor: ProgramActor | undefined
}

/** Throws a {@link Refusal}, or the errors of `aggregator` and `rateLimits`. */
export async function checkCaller(
  { aggregator, patients, rateLimits }: CheckServices,
  call: FhirCall,
): Promise<CheckedCall> {
  const clientId = await verifyClient(aggregator, call)
  const nhsNumber = requestedNhsNumber(call)
  requireCorrelationId(call)
  const user = await verifyUser(aggregator, call)
  requireSamePatient(user, nhsNumber)
  const patientId = await findPatientId(patients, user)
  await limitFhir(rateLimits, clientId)
  const actor = patientId ? aggregatorActor(clientId, patientId) : undefined
  return { nhsNumber, actor }
}

function aggregatorActor(clientId: string, patientId: string): ProgramActor {
  const permissions = ['list-appointments', 'list-letters', 'list-questionnaires'] as const
  return { kind: 'program', name: 'aggregator', clientId, patientId, permissions }
}

async function verifyClient(aggregator: Aggregator, { authorization }: FhirCall): Promise<string> {
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
  return new Refusal(401, 'forbidden', 'Invalid access token', {
    spine: { code: 'ACCESS_DENIED', display: 'Invalid access token' },
    headers: { 'WWW-Authenticate': challenge },
    reason: `bearer-${reason}`,
  })
}

const NHS_NUMBER = /^https:\/\/fhir\.nhs\.uk\/Id\/nhs-number\|([1-9][0-9]{9})$/

/** The published words, without the value, because both sides log errors. */
const NOT_AN_NHS_NUMBER =
  '"patient:identifier" fails to match the required pattern: /^https://fhir.nhs.uk/Id/nhs-number|[0-9]*$/'

function requestedNhsNumber({ patientIdentifiers }: FhirCall): string {
  const [identifier, ...excess] = patientIdentifiers
  if (identifier === undefined || excess.length > 0)
    throw new Refusal(400, 'exception', '"patient:identifier" is required')
  const [, nhsNumber = ''] = NHS_NUMBER.exec(identifier) ?? []
  if (!isNhsNumber(nhsNumber)) throw new Refusal(400, 'exception', NOT_AN_NHS_NUMBER)
  return nhsNumber
}

function requireCorrelationId({ correlationId }: FhirCall): void {
  if (correlationId === undefined)
    throw new Refusal(
      400,
      'exception',
      'The header X-Correlation-ID is needed, once, with 1 to 128 characters of plain ASCII.',
    )
}

async function verifyUser(aggregator: Aggregator, { idToken }: FhirCall): Promise<NhsAppUser> {
  if (!idToken) throw notThisPatient('no-id-token')
  try {
    return await aggregator.verifyIdToken(idToken)
  } catch (error) {
    if (error instanceof TokenRefused) throw notThisPatient(error.reason)
    throw error
  }
}

/** The published words, without the two numbers. */
const OTHER_NHS_NUMBER = '"patient:identifier" fails to match the required NHS login token subject'

function requireSamePatient({ nhsNumber }: NhsAppUser, requestedNumber: string): void {
  if (nhsNumber !== requestedNumber) throw notThisPatient('other-nhs-number', OTHER_NHS_NUMBER)
}

/**
 * Finds the patient by NHS number and date of birth (WF-NFR-14). Returns undefined, and so an empty bundle, for unknown
 * patients, for sensitive records and for patients who may not use the portal (SRCBR1).
 */
async function findPatientId(
  patients: Patients,
  { birthDate, nhsNumber }: NhsAppUser,
): Promise<string | undefined> {
  const match = await patients.match({ nhsNumber, birthDate: birthDate.toString() })
  if ('patientId' in match) return match.patientId
  if (match.cannotShow === 'under-16') throw new Refusal(403, 'forbidden', 'UNDER_16_DENIED')
  if (match.cannotShow === 'details-differ') throw notThisPatient('other-birth-date')
  return undefined
}

function notThisPatient(
  reason: string,
  diagnostics = 'NHSD-ID-Token is missing, not valid or not of this patient.',
) {
  return new Refusal(401, 'exception', diagnostics, {
    headers: { 'WWW-Authenticate': 'Bearer' },
    reason: `id-token-${reason}`,
  })
}
