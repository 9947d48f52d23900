import { toColumn } from '../../database/columns.ts'
import type { Transaction } from '../../database/database.ts'
import { insertRows, type Row } from '../../database/insert-rows.ts'
import type { FeatureData } from '../../dev/demonstration/feature-data.ts'
import { fixedGuid } from '../../dev/demonstration/ids.ts'
import { BRIAN, CHLOE, DAVID, ELEANOR, FARAH, HANNAH } from '../../dev/demonstration/nhs-numbers.ts'
import { COLLEAGUE } from '../../dev/demonstration/staff.ts'
import { patientId } from '../../dev/demonstration/standing-rows.ts'
import {
  inWorkingDays,
  twoWorkingDaysAfter,
  type When,
  workingDaysAgo,
} from '../../dev/demonstration/when.ts'
import { appointmentId } from '../appointments/demonstration/appointment.ts'
import { triageOf } from '../tasks/demonstration.ts'

interface Demonstrated {
  nhsNumber: string
  name: string
  trust: 'ZZ1' | 'ZZ2'
  opened: When
  asked: Row
  /** The name of an appointment of the patient. */
  appointment?: string
  claimed?: { at: When; until: When }
  /** When it was assigned to a colleague and marked as urgent. */
  triaged?: When
  ended?: { status: 'closed' | 'withdrawn'; at: When; outcome?: string; reply?: string }
}

const TEXT = { about: 'other', answer_by: 'text', answer_to: '07700 900 345', suits: 'any' }

/** One in each state, and a patient who has as many open requests as a patient may have. */
const demonstrated: readonly Demonstrated[] = [
  {
    nhsNumber: BRIAN,
    name: 'late',
    trust: 'ZZ2',
    opened: workingDaysAgo(5, '11:20'),
    appointment: 'asked-to-cancel',
    asked: {
      about: 'support',
      words: 'My hearing is poor.\nIs there a hearing loop in the clinic?',
      answer_by: 'letter',
      answer_to: '3 Mill Road\nCastlemere\nCX1 2AB',
      suits: null,
    },
  },
  {
    nhsNumber: CHLOE,
    name: 'being-looked-at',
    trust: 'ZZ2',
    opened: workingDaysAgo(1, '09:10'),
    claimed: { at: workingDaysAgo(1, '14:05'), until: inWorkingDays(2, '17:00') },
    asked: { ...TEXT, about: 'letter', words: 'What does OPD on my letter mean?', answer_by: 'relay' },
  },
  {
    nhsNumber: DAVID,
    name: 'answered',
    trust: 'ZZ1',
    opened: workingDaysAgo(8, '10:00'),
    asked: {
      about: 'get-ready',
      words: 'May I eat before the appointment?',
      answer_by: 'email',
      answer_to: 'david.okafor@example.com',
      suits: null,
    },
    ended: { status: 'closed', at: workingDaysAgo(7, '15:30'), outcome: 'answered-by-email' },
  },
  {
    nhsNumber: HANNAH,
    name: 'not-reached',
    trust: 'ZZ2',
    opened: workingDaysAgo(6, '16:15'),
    asked: { ...TEXT, words: 'Can I park near the entrance?', suits: 'morning' },
    ended: {
      status: 'closed',
      at: workingDaysAgo(4, '09:45'),
      outcome: 'not-reached',
      reply: 'The number did not work.\nThere is free parking beside the main entrance.',
    },
  },
  {
    nhsNumber: ELEANOR,
    name: 'withdrawn',
    trust: 'ZZ1',
    opened: workingDaysAgo(3, '12:00'),
    asked: { ...TEXT, words: 'Who will call me?', suits: 'afternoon' },
    ended: { status: 'withdrawn', at: workingDaysAgo(3, '13:00') },
  },
  ...['one', 'two', 'three', 'four', 'five'].map((name, index) => ({
    nhsNumber: FARAH,
    name,
    trust: 'ZZ2' as const,
    opened: workingDaysAgo(1, `1${index}:30`),
    asked: { ...TEXT, words: `Question ${name} about my operation` },
    ...(name === 'five' && { triaged: workingDaysAgo(1, '15:10') }),
  })),
]

export function contactRequestId(nhsNumber: string, name: string): string {
  return fixedGuid('contact-request', nhsNumber, name)
}

export const demonstration: FeatureData = {
  async fill(transaction, today) {
    for (const each of demonstrated) await addDemonstrated(transaction, today, each)
  },

  async remove(transaction, patientIds) {
    const theirs = transaction('task').select('id').whereIn('patient_id', patientIds)
    // The tasks' own data may have removed them already.
    await transaction('contact_request')
      .whereIn('task_id', theirs)
      .orWhereNotIn('task_id', transaction('task').select('id'))
      .delete()
  },

  hospitalEvents: {
    'Brian withdraws what he asked the hospital': async (database, now) => {
      const id = contactRequestId(BRIAN, 'late')
      await database('task')
        .where({ id })
        .update({ status: 'withdrawn', closed_at: toColumn(now), version: 2 })
      const at = toColumn(now)
      await database('task_event').insert({
        task_id: id,
        version: 2,
        at,
        event: 'withdrawn',
        actor: 'patient',
      })
    },
  },
}

async function addDemonstrated(
  transaction: Transaction,
  today: Temporal.PlainDate,
  { appointment, asked, claimed, ended, name, nhsNumber, opened, triaged, trust }: Demonstrated,
): Promise<void> {
  const id = contactRequestId(nhsNumber, name)
  const isByStaff = ended?.status === 'closed'
  const task = {
    id,
    trust_ods_code: trust,
    patient_id: patientId(nhsNumber),
    kind: 'contact-request',
    appointment_id: appointment ? appointmentId(nhsNumber, appointment) : null,
    status: ended?.status ?? 'open',
    outcome: ended?.outcome ?? null,
    reply: ended?.reply ?? null,
    opened_at: toColumn(opened(today)),
    promised_by: toColumn(twoWorkingDaysAfter(opened(today))),
    closed_at: ended ? toColumn(ended.at(today)) : null,
    closed_by: isByStaff ? COLLEAGUE : null,
    claimed_by: claimed ? COLLEAGUE : null,
    claimed_at: claimed ? toColumn(claimed.at(today)) : null,
    claimed_until: claimed ? toColumn(claimed.until(today)) : null,
    assigned_to: triaged ? COLLEAGUE : null,
    priority: triaged ? 'urgent' : null,
    version: claimed || ended ? 2 : triaged ? 3 : 1,
  }
  await insertRows(transaction, 'task', [task])
  await insertRows(transaction, 'contact_request', [{ task_id: id, ...asked }])
  if (triaged) await transaction('task_event').insert(triageOf(id, toColumn(triaged(today))))
  const at = claimed?.at ?? ended?.at
  if (!at) return
  await transaction('task_event').insert({
    task_id: id,
    version: 2,
    at: toColumn(at(today)),
    event: ended?.status ?? 'claimed',
    actor: claimed || isByStaff ? 'staff' : 'patient',
    actor_id: claimed || isByStaff ? COLLEAGUE : null,
    role: claimed || isByStaff ? 'booking-team' : null,
  })
}
