import {
  AMIRA,
  BRIAN,
  CHLOE,
  DAVID,
  ELEANOR,
  FARAH,
  GEORGE,
  HANNAH,
  ROSE,
} from '../../../dev/demonstration/nhs-numbers.ts'
import { inWorkingDays, type When, workingDaysAgo } from '../../../dev/demonstration/when.ts'
import type { Answers } from '../answers/answers.ts'
import { halfAnswered } from './answered.ts'

/** A questionnaire of a demonstration person. */
export interface Demonstrated {
  nhsNumber: string
  name: string
  trust: 'ZZ1' | 'ZZ2'
  asked: When
  /** The name of an appointment of the patient. */
  appointment?: string
  until?: When
  started?: When
  saved?: Answers
  sent?: { at: When; pain: boolean; reviewed?: When }
  byPhone?: When
  revoked?: When
}

/** One in each state. */
export const demonstrated: readonly Demonstrated[] = [
  {
    nhsNumber: AMIRA,
    name: 'to-answer',
    trust: 'ZZ1',
    asked: workingDaysAgo(2, '11:00'),
    appointment: 'cardiology',
    until: inWorkingDays(9, '17:00'),
  },
  {
    nhsNumber: BRIAN,
    name: 'started',
    trust: 'ZZ2',
    asked: workingDaysAgo(3, '09:30'),
    started: workingDaysAgo(2, '19:40'),
    saved: halfAnswered,
  },
  {
    nhsNumber: CHLOE,
    name: 'flagged',
    trust: 'ZZ1',
    asked: workingDaysAgo(4, '14:00'),
    started: workingDaysAgo(1, '15:20'),
    sent: { at: workingDaysAgo(1, '15:30'), pain: true },
  },
  {
    nhsNumber: HANNAH,
    name: 'sent',
    trust: 'ZZ1',
    asked: workingDaysAgo(5, '10:00'),
    started: workingDaysAgo(3, '20:05'),
    sent: { at: workingDaysAgo(3, '20:15'), pain: false },
  },
  {
    nhsNumber: DAVID,
    name: 'reviewed',
    trust: 'ZZ1',
    asked: workingDaysAgo(9, '10:00'),
    appointment: 'to-come',
    started: workingDaysAgo(8, '18:00'),
    sent: { at: workingDaysAgo(8, '18:20'), pain: false, reviewed: workingDaysAgo(7, '09:15') },
  },
  {
    nhsNumber: ELEANOR,
    name: 'by-phone',
    trust: 'ZZ1',
    asked: workingDaysAgo(6, '10:00'),
    byPhone: workingDaysAgo(5, '11:10'),
  },
  {
    nhsNumber: FARAH,
    name: 'revoked',
    trust: 'ZZ1',
    asked: workingDaysAgo(6, '12:00'),
    started: workingDaysAgo(5, '21:00'),
    saved: halfAnswered,
    revoked: workingDaysAgo(4, '09:00'),
  },
  {
    nhsNumber: GEORGE,
    name: 'expired',
    trust: 'ZZ1',
    asked: workingDaysAgo(12, '12:00'),
    started: workingDaysAgo(11, '12:00'),
    until: workingDaysAgo(2, '17:00'),
  },
  {
    nhsNumber: ROSE,
    name: 'sensitive',
    trust: 'ZZ1',
    asked: workingDaysAgo(2, '12:00'),
  },
]
