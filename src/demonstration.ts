import { generateKeyPairSync } from 'node:crypto'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import { fillDemonstration } from './demonstration/fill-demonstration.ts'
import { demonstrationPeople } from './demonstration/people.ts'
import { type Appointment, Appointments } from './features/appointments/appointments.ts'
import { findPatientByNhsNumber } from './features/patients/patient-store.ts'
import type { NhsLoginClient } from './nhs-login-settings.ts'
import type { Clock } from './shared/clock.ts'
import { formatDateAndTime, londonDate } from './shared/dates.ts'
import { type SimulatedAppointment, startSimulator } from './simulator/simulator.ts'

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

/** The demonstration: its people in the PAS, and the simulator in the place of NHS login and the NHS App. */
export async function startDemonstration(
  config: Pick<Config, 'production' | 'baseUrl' | 'simulatorPort'>,
  { clock, database }: { clock: Clock; database: Database },
): Promise<{ nhsLogin: NhsLoginClient; close(): Promise<void> }> {
  if (config.production) throw new Error('The simulator never runs in production')
  await fillDemonstration(database, clock.now())
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const appointments = new Appointments(database, clock)
  const simulator = await startSimulator({
    port: config.simulatorPort,
    portalUrl: config.baseUrl,
    clientId: CLIENT_ID,
    clientPublicKey: keys.publicKey.export({ format: 'jwk' }),
    people: demonstrationPeople(londonDate(clock.now())),
    appointmentsOf,
  })
  const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return {
    nhsLogin: { issuer: simulator.issuer, clientId: CLIENT_ID, privateKey },
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
