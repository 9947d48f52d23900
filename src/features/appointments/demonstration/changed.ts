import { castlemere } from '../../../dev/demonstration/castlemere.ts'
import { fernhollow } from '../../../dev/demonstration/fernhollow.ts'
import { inWorkingDays, workingDaysAgo } from '../../../dev/demonstration/when.ts'
import type { AppointmentsOf } from './appointment.ts'

/** Appointments that were moved, and appointments with a request that is pending or was declined. */
export const changed: readonly AppointmentsOf[] = [
  {
    nhsNumber: '9990000026', // Brian Cole
    appointments: [
      {
        name: 'asked-to-cancel',
        clinic: castlemere.orthopaedics,
        starts: inWorkingDays(11, '10:20'),
        request: {
          kind: 'cancel',
          reason: 'private-care',
          requestedAt: workingDaysAgo(1, '10:00'),
        },
      },
      {
        name: 'declined',
        clinic: castlemere.rheumatology,
        starts: inWorkingDays(14, '11:30'),
        request: {
          kind: 'cancel',
          reason: 'cannot-attend',
          requestedAt: workingDaysAgo(4, '14:05'),
          declined: {
            at: workingDaysAgo(3, '09:30'),
            reply:
              'Dr Kelly needs to see you before you can go on with your new medicine.\nWe can offer you a phone call at the same time instead. Call us if that is easier for you.',
          },
        },
      },
      {
        name: 'past',
        clinic: castlemere.orthopaedics,
        starts: workingDaysAgo(35, '10:20'),
        outcome: 'on-time',
        first: true,
      },
    ],
  },
  {
    nhsNumber: '9990000034', // Chloe Bennett
    appointments: [
      {
        name: 'asked-to-move',
        clinic: castlemere.dermatology,
        starts: inWorkingDays(8, '09:15'),
        first: true,
        request: {
          kind: 'reschedule',
          reason: 'commitments',
          preferredDays: 'monday,wednesday',
          preferredTimes: 'morning,afternoon',
          datesToAvoid: 'I am away for the last 2 weeks of next month.',
          requestedAt: workingDaysAgo(1, '15:40'),
          // Longer than a claim lasts, so that it is there all day.
          claimed: { at: workingDaysAgo(1, '16:10'), until: inWorkingDays(1, '18:00') },
        },
      },
    ],
  },
  {
    nhsNumber: '9990000085', // Hannah Lewis
    appointments: [
      { name: 'moved-to', clinic: fernhollow.cardiology, starts: inWorkingDays(18, '09:30'), changesMade: 1 },
      {
        name: 'moved',
        clinic: fernhollow.cardiology,
        starts: inWorkingDays(4, '15:30'),
        movedTo: 'moved-to',
        cancelled: { by: 'patient', reason: 'commitments', at: workingDaysAgo(5, '12:20') },
      },
      {
        name: 'moved-twice-to',
        clinic: fernhollow.physiotherapy,
        starts: inWorkingDays(22, '12:30'),
        changesMade: 2,
      },
      {
        name: 'moved-again',
        clinic: fernhollow.physiotherapy,
        starts: inWorkingDays(13, '08:15'),
        movedTo: 'moved-twice-to',
        changesMade: 1,
        cancelled: { by: 'patient', reason: 'no-carer', at: workingDaysAgo(2, '09:50') },
      },
      {
        name: 'moved-first',
        clinic: fernhollow.physiotherapy,
        starts: inWorkingDays(3, '17:00'),
        movedTo: 'moved-again',
        cancelled: { by: 'patient', reason: 'ill', at: workingDaysAgo(6, '17:45') },
      },
    ],
  },
]
