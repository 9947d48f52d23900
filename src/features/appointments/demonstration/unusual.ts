import { castlemere } from '../../../dev/demonstration/castlemere.ts'
import { fernhollow } from '../../../dev/demonstration/fernhollow.ts'
import { besideClockChange, inWorkingDays, workingDaysAgo } from '../../../dev/demonstration/when.ts'
import type { Appointment, AppointmentsOf } from './appointment.ts'

/** Clinics with their own rules, and difficult data for pages: clock changes, long names, many appointments. */
export const unusual: readonly AppointmentsOf[] = [
  {
    nhsNumber: '9990000077', // George Whitfield
    appointments: [
      { name: 'too-late-to-change', clinic: fernhollow.scan, starts: inWorkingDays(1, '09:45') },
      { name: 'phone-only', clinic: fernhollow.breast, starts: inWorkingDays(6, '10:00'), first: true },
    ],
  },
  {
    nhsNumber: '9990000093', // Imran Malik
    appointments: [
      { name: 'before-spring', clinic: fernhollow.ent, starts: besideClockChange('before', 3, '16:00') },
      { name: 'after-spring', clinic: fernhollow.ent, starts: besideClockChange('after', 3, '08:40') },
      {
        name: 'before-autumn',
        clinic: fernhollow.cardiology,
        starts: besideClockChange('before', 10, '15:30'),
      },
      {
        name: 'after-autumn',
        clinic: fernhollow.cardiology,
        starts: besideClockChange('after', 10, '09:00'),
      },
    ],
  },
  {
    nhsNumber: '9990000115', // Zoë O'Brien-Łukasiewicz
    appointments: [
      { name: 'neurology', clinic: fernhollow.neurology, starts: inWorkingDays(12, '09:20') },
      {
        name: 'past',
        clinic: fernhollow.neurology,
        starts: workingDaysAgo(50, '11:20'),
        outcome: 'on-time',
        first: true,
      },
    ],
  },
  {
    nhsNumber: '9990000123', // 李小龍
    appointments: [{ name: 'no-free-times', clinic: fernhollow.eyes, starts: inWorkingDays(13, '14:30') }],
  },
  {
    nhsNumber: '9990000131', // Samuel Price
    appointments: [
      { name: 'own-phone', clinic: castlemere.audiology, starts: inWorkingDays(7, '11:15') },
      { name: 'more-notice', clinic: castlemere.rheumatology, starts: inWorkingDays(19, '12:00') },
      { name: 'in-a-group', clinic: fernhollow.physiotherapy, starts: inWorkingDays(5, '10:00') },
    ],
  },
  {
    nhsNumber: '9990000166', // the longest names
    appointments: [
      { name: 'long', clinic: castlemere.longNames, starts: inWorkingDays(10, '13:00') },
      {
        name: 'past-long',
        clinic: castlemere.longNames,
        starts: workingDaysAgo(20, '13:00'),
        outcome: 'on-time',
      },
    ],
  },
  { nhsNumber: '9990000174', appointments: twoHundred() }, // Winston Clarke
]

/** Group physiotherapy on every third working day of the past two years, and then once a week until next year. */
function twoHundred(): Appointment[] {
  const past = Array.from({ length: 160 }, (_, index) => ({
    name: `past-${index + 1}`,
    clinic: fernhollow.physiotherapy,
    starts: workingDaysAgo(2 + 3 * index, '10:00'),
    outcome: index % 20 === 7 ? ('missed' as const) : ('on-time' as const),
  }))
  const toCome = Array.from({ length: 40 }, (_, index) => ({
    name: `to-come-${index + 1}`,
    clinic: fernhollow.physiotherapy,
    starts: inWorkingDays(5 + 5 * index, '10:00'),
  }))
  return [...toCome, ...past]
}
