import { generateKeyPairSync, randomUUID } from 'node:crypto'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import { fillDemonstration } from './demonstration/fill-demonstration.ts'
import { demonstrationPeople } from './demonstration/people.ts'
import { type Appointment, Appointments } from './features/appointments/appointments.ts'
import { findPatientByNhsNumber } from './features/patients/patient-store.ts'
import type { NhsLoginClient } from './nhs-login-settings.ts'
import type { Clock } from './shared/clock.ts'
import { formatDateAndTime, londonDate } from './shared/dates.ts'
import { type SimulatedAppointment, SimulatedWayfinder, startSimulator } from './simulator/simulator.ts'
import type { WayfinderClient } from './wayfinder-settings.ts'

const CLIENT_ID = 'patient-portal'
const MOST_LISTED = 50

const SHOWN: Record<Appointment['shown'], string> = {
  booked: 'Booked',
  'pending-cancellation': 'Pending cancellation',
  'pending-reschedule': 'Pending reschedule',
  cancelled: 'Cancelled',
  fulfilled: 'Attended',
  noshow: 'Missed',
}

/** The demonstration: its people in the PAS, and the simulator in the place of NHS login, the NHS App and Wayfinder. */
export async function startDemonstration(
  config: Pick<Config, 'production' | 'baseUrl' | 'simulatorPort'>,
  { clock, database }: { clock: Clock; database: Database },
): Promise<{ nhsLogin: NhsLoginClient; wayfinder: WayfinderClient; close(): Promise<void> }> {
  if (config.production) throw new Error('The simulator never runs in production')
  await fillDemonstration(database, clock.now())
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const appointments = new Appointments(database, clock)
  const publicKey = keys.publicKey.export({ format: 'jwk' })
  const [apiKey, keyId, recordKey, clientId] = [randomUUID(), randomUUID(), randomUUID(), CLIENT_ID]
  const wayfinder = {
    apiKey,
    keyId,
    publicKey,
    recordKey,
    reportingClientId: clientId,
    recordClientId: clientId,
  }
  const simulator = await startSimulator({
    port: config.simulatorPort,
    portalUrl: config.baseUrl,
    clientId,
    clientPublicKey: publicKey,
    people: demonstrationPeople(londonDate(clock.now())),
    appointmentsOf,
    wayfinder: new SimulatedWayfinder(wayfinder),
  })
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  const { issuer } = simulator
  const url = `${issuer}/patient-care-aggregator-reporting`
  return {
    nhsLogin: { issuer, clientId, privateKey },
    wayfinder: {
      reporting: { url, tokenUrl: `${issuer}/oauth2/token`, clientId, apiKey, keyId, privateKey },
      records: { url: issuer, key: recordKey, clientId, largestBatch: 200 },
    },
    close: () => simulator.close(),
  }

  /** What the NHS App would list, were it to ask. */
  async function appointmentsOf(nhsNumber: string): Promise<SimulatedAppointment[]> {
    const patient = await findPatientByNhsNumber(database, nhsNumber)
    if (!patient) return []
    const actor = { kind: 'patient', patientId: patient.id } as const
    const sides = (['upcoming', 'past'] as const).map(async side => {
      const list = await appointments.list(actor, side, { page: 1, most: MOST_LISTED })
      return list.map(appointment => listed(appointment, side === 'upcoming'))
    })
    return (await Promise.all(sides)).flat()
  }
}

function listed(appointment: Appointment, upcoming: boolean): SimulatedAppointment {
  return {
    title: `${appointment.title} appointment`,
    when: formatDateAndTime(appointment.startsAt),
    place: appointment.site?.name ?? appointment.trustName,
    status: SHOWN[appointment.shown],
    upcoming,
    path: `/patient-portal/appointment/${appointment.id}`,
  }
}
