import { castlemere } from '../../../dev/demonstration/castlemere.ts'
import { fernhollow } from '../../../dev/demonstration/fernhollow.ts'
import { inDays, inWorkingDays } from '../../../dev/demonstration/when.ts'
import type { Appointment, AppointmentsOf } from './appointment.ts'

/** Holds a place in two years' time. It is never attended and never shown. */
export const holdingAppointment = {
  name: 'holding',
  clinic: fernhollow.eyes,
  starts: inDays(730, '09:00'),
  holding: true,
} satisfies Appointment

export const holdingPatient = '9990000107' // Joan Murphy

/** Appointments that are never shown, and people who may see none. Each of them has one, so that a leak is noticed. */
export const notShown: readonly AppointmentsOf[] = [
  {
    nhsNumber: holdingPatient,
    appointments: [
      { name: 'shown', clinic: fernhollow.eyes, starts: inWorkingDays(17, '10:00') },
      { name: 'hidden', clinic: fernhollow.neurology, starts: inWorkingDays(9, '11:00'), hidden: true },
      holdingAppointment,
      { name: 'hidden-clinic', clinic: castlemere.sexualHealth, starts: inWorkingDays(6, '16:00') },
      { name: 'hidden-specialty', clinic: castlemere.mentalHealth, starts: inWorkingDays(15, '13:30') },
    ],
  },
  ...['9990000190', '9990000212', '9990000220'].map((nhsNumber, index) => ({
    nhsNumber,
    appointments: [
      { name: 'not-for-the-portal', clinic: fernhollow.ent, starts: inWorkingDays(11 + index, '16:00') },
    ],
  })),
  {
    nhsNumber: '9990000182', // Lily Turner, under 16
    appointments: [
      { name: 'paediatrics', clinic: castlemere.paediatrics, starts: inWorkingDays(10, '15:45') },
    ],
  },
]
