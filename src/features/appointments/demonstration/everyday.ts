import { castlemere } from '../../../dev/demonstration/castlemere.ts'
import { fernhollow } from '../../../dev/demonstration/fernhollow.ts'
import { inWorkingDays, workingDaysAgo } from '../../../dev/demonstration/when.ts'
import type { AppointmentsOf } from './appointment.ts'

/** Ordinary appointments: every kind and medium, upcoming ones, and past ones with every outcome. */
export const everyday: readonly AppointmentsOf[] = [
  {
    nhsNumber: '9990000018', // Amira Shah
    appointments: [
      { name: 'cardiology', clinic: fernhollow.cardiology, starts: inWorkingDays(10, '10:30') },
      {
        name: 'dermatology',
        clinic: castlemere.dermatology,
        starts: inWorkingDays(16, '14:15'),
        first: true,
      },
      { name: 'ent', clinic: fernhollow.ent, starts: workingDaysAgo(15, '09:20'), outcome: 'on-time' },
      {
        name: 'heart-check',
        clinic: fernhollow.cardiology,
        starts: workingDaysAgo(70, '11:30'),
        outcome: 'on-time',
        first: true,
      },
    ],
  },
  {
    nhsNumber: '9990000042', // David Okafor
    appointments: [
      { name: 'to-come', clinic: fernhollow.ent, starts: inWorkingDays(20, '13:20') },
      {
        name: 'first',
        clinic: fernhollow.ent,
        starts: workingDaysAgo(200, '10:00'),
        outcome: 'on-time',
        first: true,
      },
      {
        name: 'late',
        clinic: fernhollow.ent,
        starts: workingDaysAgo(160, '10:00'),
        outcome: 'late-but-seen',
      },
      {
        name: 'too-late',
        clinic: fernhollow.ent,
        starts: workingDaysAgo(120, '08:40'),
        outcome: 'too-late-to-be-seen',
      },
      {
        name: 'missed',
        clinic: castlemere.orthopaedics,
        starts: workingDaysAgo(90, '15:20'),
        outcome: 'missed',
      },
      {
        name: 'cancelled-by-patient',
        clinic: fernhollow.cardiology,
        starts: inWorkingDays(7, '14:00'),
        cancelled: { by: 'patient', reason: 'no-longer-needed', at: workingDaysAgo(3, '10:12') },
      },
      {
        name: 'cancelled-by-hospital',
        clinic: castlemere.orthopaedics,
        starts: inWorkingDays(12, '09:40'),
        cancelled: { by: 'hospital', reason: 'HOSPITAL', at: workingDaysAgo(2, '16:30') },
      },
      {
        name: 'cancelled-long-ago',
        clinic: castlemere.dermatology,
        starts: workingDaysAgo(40, '11:00'),
        cancelled: { by: 'patient', reason: 'cannot-attend', at: workingDaysAgo(44, '13:05') },
      },
    ],
  },
  {
    nhsNumber: '9990000050', // Eleanor Hughes
    appointments: [
      { name: 'phone', clinic: fernhollow.diabetes, starts: inWorkingDays(5, '11:00') },
      { name: 'video', clinic: fernhollow.respiratory, starts: inWorkingDays(9, '15:00'), first: true },
      {
        name: 'past-phone',
        clinic: fernhollow.diabetes,
        starts: workingDaysAgo(60, '09:00'),
        outcome: 'on-time',
      },
    ],
  },
  {
    nhsNumber: '9990000069', // Farah Hussain
    appointments: [
      { name: 'pre-assessment', clinic: castlemere.preAssessment, starts: inWorkingDays(6, '13:00') },
      {
        name: 'hip',
        clinic: castlemere.orthopaedics,
        title: 'Hip replacement',
        stay: 'inpatient',
        starts: inWorkingDays(25, '07:30'),
        ends: inWorkingDays(28, '11:00'),
      },
      { name: 'day-case', clinic: fernhollow.endoscopy, stay: 'daycase', starts: inWorkingDays(14, '08:30') },
      {
        name: 'past-stay',
        clinic: castlemere.orthopaedics,
        title: 'Knee operation',
        stay: 'inpatient',
        starts: workingDaysAgo(300, '07:30'),
        ends: workingDaysAgo(297, '11:00'),
        outcome: 'on-time',
      },
    ],
  },
]
