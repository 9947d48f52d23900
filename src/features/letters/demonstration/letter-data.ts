import {
  AMIRA,
  BRIAN,
  CHLOE,
  DAVID,
  ELEANOR,
  FARAH,
  HANNAH,
  WINSTON,
} from '../../../dev/demonstration/nhs-numbers.ts'
import { inDays, type When, workingDaysAgo } from '../../../dev/demonstration/when.ts'
import type { Block } from '../blocks.ts'
import type { FileFormat, LetterKind } from '../letter.ts'
import { afterHearingTest, afterHeartCheck, newTime, physiotherapy } from './letter-texts.ts'

/** A letter of a demonstration person. Those left out are of Fernhollow, never seen and not to be posted. */
export interface DemonstrationLetter {
  nhsNumber: string
  /** Unique among the person's letters. */
  name: string
  trust?: 'ZZ2'
  kind: LetterKind
  specialty: string | null
  /** When it was written and came in. */
  sent: When
  /** The name of the person's appointment that it is about. */
  appointment?: string
  format: FileFormat
  blocks?: readonly Block[]
  seen?: When
  read?: When
  embargoedUntil?: When
  withdrawn?: When
  /** The name of the letter that replaces it. */
  supersededBy?: string
  post?: { after: When; always?: true; marked?: When; ended?: { at: When; outcome: 'posted' | 'not-needed' } }
}

const hip = { trust: 'ZZ2', kind: 'outcome', specialty: '110' } as const

/** One in each state. */
export const demonstrationLetters: readonly DemonstrationLetter[] = [
  {
    nhsNumber: AMIRA,
    name: 'heart-check',
    kind: 'outcome',
    specialty: '320',
    sent: workingDaysAgo(1, '10:20'),
    appointment: 'heart-check',
    format: 'tagged',
    blocks: afterHeartCheck,
    post: { after: inDays(3, '17:00') },
  },
  {
    nhsNumber: AMIRA,
    name: 'old-time',
    kind: 'scheduling',
    specialty: '320',
    sent: workingDaysAgo(9, '09:05'),
    appointment: 'cardiology',
    format: 'tagged',
    supersededBy: 'new-time',
  },
  {
    nhsNumber: AMIRA,
    name: 'new-time',
    kind: 'scheduling',
    specialty: '320',
    sent: workingDaysAgo(7, '15:40'),
    appointment: 'cardiology',
    format: 'tagged',
    blocks: newTime,
    read: workingDaysAgo(6, '18:30'),
  },
  {
    nhsNumber: AMIRA,
    name: 'hearing-test',
    kind: 'outcome',
    specialty: '120',
    sent: workingDaysAgo(12, '11:15'),
    appointment: 'ent',
    format: 'tagged',
    blocks: afterHearingTest,
    read: workingDaysAgo(11, '19:00'),
  },
  {
    nhsNumber: DAVID,
    name: 'scanned',
    ...hip,
    sent: workingDaysAgo(2, '14:00'),
    appointment: 'missed',
    format: 'image',
    seen: workingDaysAgo(1, '20:10'),
    post: { after: inDays(2, '14:00') },
  },
  {
    nhsNumber: DAVID,
    name: 'taken-back',
    kind: 'update',
    specialty: null,
    sent: workingDaysAgo(20, '10:00'),
    format: 'text',
    read: workingDaysAgo(20, '12:00'),
    withdrawn: workingDaysAgo(19, '09:00'),
  },
  {
    nhsNumber: BRIAN,
    name: 'not-opened',
    trust: 'ZZ2',
    kind: 'scheduling',
    specialty: '330',
    sent: workingDaysAgo(6, '09:30'),
    format: 'text',
    post: { after: workingDaysAgo(3, '10:00'), marked: workingDaysAgo(3, '10:05') },
  },
  {
    nhsNumber: CHLOE,
    name: 'later',
    kind: 'outcome',
    specialty: '320',
    sent: workingDaysAgo(1, '16:00'),
    format: 'text',
    embargoedUntil: inDays(7, '09:00'),
  },
  {
    nhsNumber: ELEANOR,
    name: 'posted',
    kind: 'update',
    specialty: null,
    sent: workingDaysAgo(10, '13:00'),
    format: 'text',
    post: {
      after: workingDaysAgo(7, '13:00'),
      marked: workingDaysAgo(7, '13:05'),
      ended: { at: workingDaysAgo(6, '11:00'), outcome: 'posted' },
    },
  },
  {
    nhsNumber: ELEANOR,
    name: 'also-by-post',
    kind: 'referral',
    specialty: '307',
    sent: workingDaysAgo(1, '12:45'),
    format: 'tagged',
    blocks: physiotherapy,
    post: { after: workingDaysAgo(1, '12:45'), always: true, marked: workingDaysAgo(1, '12:50') },
  },
  {
    nhsNumber: FARAH,
    name: 'opened-late',
    ...hip,
    sent: workingDaysAgo(5, '10:10'),
    format: 'tagged',
    blocks: physiotherapy,
    read: workingDaysAgo(1, '08:15'),
    post: { after: workingDaysAgo(2, '11:00'), marked: workingDaysAgo(2, '11:05') },
  },
  {
    nhsNumber: HANNAH,
    name: 'opened-and-posted',
    kind: 'update',
    specialty: '320',
    sent: workingDaysAgo(9, '10:10'),
    format: 'text',
    read: workingDaysAgo(5, '08:15'),
    post: {
      after: workingDaysAgo(6, '11:00'),
      marked: workingDaysAgo(6, '11:05'),
      ended: { at: workingDaysAgo(5, '10:00'), outcome: 'posted' },
    },
  },
  {
    nhsNumber: HANNAH,
    name: 'opened-not-posted',
    kind: 'update',
    specialty: '320',
    sent: workingDaysAgo(8, '10:10'),
    format: 'tagged',
    read: workingDaysAgo(4, '08:15'),
    post: {
      after: workingDaysAgo(5, '11:00'),
      marked: workingDaysAgo(5, '11:05'),
      ended: { at: workingDaysAgo(4, '10:00'), outcome: 'not-needed' },
    },
  },
  // More than fit on a page, of two hospitals and some years.
  ...Array.from(
    { length: 45 },
    (_, index): DemonstrationLetter => ({
      nhsNumber: WINSTON,
      name: `letter-${index}`,
      ...(index % 3 === 0 ? { trust: 'ZZ2' } : {}),
      kind: index % 2 === 0 ? 'outcome' : 'scheduling',
      specialty: index % 3 === 0 ? '330' : '320',
      sent: workingDaysAgo(2 + index * 14, '10:00'),
      format: 'text',
      ...(index > 1 ? { read: workingDaysAgo(1 + index * 14, '12:00') } : {}),
    }),
  ),
]
