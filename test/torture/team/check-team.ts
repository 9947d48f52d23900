import type { Database } from '../../../src/database/database.ts'
import { counted } from '../counted.ts'
import type { History } from '../history.ts'
import type { Deed } from './deed.ts'

/** A step in the history of a request or a task, and what else must say so. */
interface Step {
  of: 'request' | 'task'
  id: string
  version: number
  event: string
  actor: string
  actor_id: string | null
}

/** The audit actions of steps. */
const ACTIONS: Record<Step['of'], Record<string, string>> = {
  request: {
    claimed: 'claimed-request',
    'taken-over': 'took-over-request',
    released: 'released-request',
    noted: 'noted-on-request',
    assigned: 'assigned-request',
    'marked-urgent': 'marked-request-urgent',
    'marked-normal': 'marked-request-normal',
    done: 'completed-request',
    declined: 'declined-request',
    withdrawn: 'withdrew-request',
    told: 'told-patient',
  },
  task: {
    claimed: 'claimed-task',
    'taken-over': 'took-over-task',
    released: 'released-task',
    noted: 'noted-on-task',
    assigned: 'assigned-task',
    'marked-urgent': 'marked-task-urgent',
    'marked-normal': 'marked-task-normal',
    closed: 'closed-task',
  },
}
const ENDS = ['done', 'declined', 'withdrawn', 'lapsed', 'closed']

/** Compares the histories of requests and tasks with what the forms of staff were answered. */
export async function checkTeam(database: Database, history: History): Promise<void> {
  const { violations } = history
  const steps: Step[] = []
  for (const subject of ['request', 'task'] as const) {
    const rows = await database(`${subject}_event`).select(
      `${subject}_id as id`,
      'version',
      'event',
      'actor',
      'actor_id',
    )
    steps.push(...rows.map(row => ({ of: subject, ...row })))
  }
  const at = new Map(steps.map(step => [keyOf(step), step]))
  checkDeeds()
  await checkAuthors()
  await checkRecords()
  await checkEnds()

  /** An accepted form has made its step of the version that was seen, a refused one none. */
  function checkDeeds() {
    const made = (deed: Deed) => {
      const { by, id, of, step, version } = deed.facts
      const found = at.get(`${of} ${id} ${version + 1}`)
      return found?.event === step && found.actor_id === by
    }
    for (const deed of history.deeds) {
      const { by, id, of, step, version } = deed.facts
      if (of !== 'request' && of !== 'task') continue
      if (deed.came === 'ok' && !made(deed)) {
        const later = steps.find(
          each => each.id === id && each.event === step && each.actor_id === by && each.version > version + 1,
        )
        // Assigning to someone who has it already is accepted, and makes no step.
        if (step === 'assigned') continue
        if (later) violations.add('stale form accepted', `${deed} was made of version ${later.version - 1}`)
        else violations.add('acknowledged change lost', String(deed))
      }
    }
  }

  /** Each step of staff was asked for by a form that was not refused, or is the end of a closure's work. */
  async function checkAuthors() {
    const authored = new Set(
      history.deeds
        .filter(({ mayBeDone }) => mayBeDone)
        .map(({ facts: { by, id, of, step, version } }) => `${of} ${id} ${version + 1} ${step} ${by}`),
    )
    const closed: string[] = await database('closed_appointment')
      .join('change_request', 'change_request.appointment_id', 'closed_appointment.appointment_id')
      .pluck('change_request.id')
    for (const step of steps) {
      if (step.actor !== 'staff' || authored.has(`${keyOf(step)} ${step.event} ${step.actor_id}`)) continue
      if (step.event !== 'done' || !closed.includes(step.id))
        violations.add('phantom change', `no form asked for it: ${keyOf(step)} ${step.event}`)
    }
  }

  /** One audit entry and one event for each step, and no others. */
  async function checkRecords() {
    const actions = Object.values(ACTIONS).flatMap(each => Object.values(each))
    const entries = await database('audit_log')
      .whereIn('action', actions)
      // On the phone, when staff change an appointment: that is no step of a request.
      .where('subject_type', '<>', 'appointment')
      .select('action', 'subject_id', 'version')
    const kinds = Object.entries(ACTIONS).flatMap(([of, each]) =>
      Object.keys(each).map(step => `${of}-${step}`),
    )
    const events = await database('outbox')
      .whereIn('kind', kinds)
      .select('kind', 'subject_id', 'subject_version')
    const audited = counted(entries.map(each => `${each.action} ${each.subject_id} ${each.version}`))
    const sent = counted(events.map(each => `${each.kind} ${each.subject_id} ${each.subject_version}`))
    for (const { event, id, of, version } of steps) {
      const action = `${ACTIONS[of][event]} ${id} ${version}`
      const kind = `${of}-${event} ${id} ${version}`
      const [written, told] = [audited.get(action) ?? 0, sent.get(kind) ?? 0]
      if (written !== 1 || told !== 1)
        violations.add('outbox and audit differ', `${kind}: ${written} entries, ${told} events`)
    }
    if (entries.length > steps.length || events.length > steps.length)
      violations.add(
        'outbox and audit differ',
        `${steps.length} steps, ${entries.length} entries, ${events.length} events`,
      )
  }

  /** Each version is one step, and the one end in the history is the state. What the PAS has closed has no history. */
  async function checkEnds() {
    const rows = [
      ...(await database('change_request')).map(row => ({ of: 'request', by: row.decided_by, ...row })),
      ...(await database('task')).map(row => ({ of: 'task', by: row.closed_by, ...row })),
    ]
    const byId = Map.groupBy(steps, ({ id }) => id)
    for (const { by, id, of, status, version } of rows) {
      const its = byId.get(id) ?? []
      if (its.length !== version - 1)
        violations.add('made twice', `${of} ${id} is in version ${version} after ${its.length} steps`)
      const ends = its.map(({ event }) => event).filter(event => ENDS.includes(event))
      const expected =
        status === 'open' || (of === 'request' && by === null && ends.length === 0) ? [] : [status]
      if (String(ends) !== String(expected))
        violations.add(
          'not one outcome',
          `${of} ${id} is ${status}, its history says ${ends.join(', ') || 'nothing'}`,
        )
    }
  }
}

function keyOf({ id, of, version }: Pick<Step, 'id' | 'of' | 'version'>): string {
  return `${of} ${id} ${version}`
}
