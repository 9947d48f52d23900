import { randomUUID } from 'node:crypto'
import type { Database } from '../../../src/database/database.ts'
import { actOnEvent } from '../../../src/features/rules/act-on-event.ts'
import { EVENT_OF } from '../../../src/features/rules/happening-store.ts'
import type { RuleContent, RuleEvent } from '../../../src/features/rules/rule.ts'
import { Rules } from '../../../src/features/rules/rules.ts'
import type { StaffActor } from '../../../src/shared/actor.ts'
import type { Clock } from '../../../src/shared/clock.ts'
import { BookingTeam } from '../worklist/support.ts'

/** What a rule has beside what a test is about: no condition, and a note. */
export function aContent(
  name: string,
  conditions: Partial<RuleContent['conditions']> = {},
  actions: Partial<RuleContent['actions']> = { note: 'Ring the patient' },
): RuleContent {
  return {
    name,
    conditions: { clinicIds: [], media: [], withinDays: null, reasons: [], ...conditions },
    actions: { assignee: null, urgent: false, note: null, ...actions },
  }
}

/** The rules of a trust, called without HTTP, beside its booking team. */
export class RuleTeam {
  readonly team: BookingTeam
  readonly rules: Rules
  readonly database: Database
  readonly clock: Clock & { pass(duration: Temporal.DurationLike): void }
  readonly ada: StaffActor

  constructor(team: BookingTeam) {
    this.team = team
    this.database = team.doors.database
    this.clock = team.doors.clock
    this.rules = new Rules(this.database, this.clock)
    this.ada = { kind: 'staff', userId: 'ada', role: 'administrator', trustOdsCode: team.trust }
  }

  static async open(database?: Database): Promise<RuleTeam> {
    return new RuleTeam(await BookingTeam.open(database))
  }

  /** Adds a rule and returns its id. */
  add(event: RuleEvent, content: RuleContent): Promise<string> {
    return this.rules.add(this.ada, randomUUID(), event, content)
  }

  async switch(id: string, on: boolean): Promise<void> {
    const { version } = await this.rules.find(this.ada, id)
    await this.rules.switch(this.ada, { id, version }, on)
  }

  /** Adds a rule that is on, and returns its id. */
  async on(event: RuleEvent, content: RuleContent): Promise<string> {
    const id = await this.add(event, content)
    await this.switch(id, true)
    return id
  }

  /** Delivers the events that have not been sent, as the worker does. */
  async deliver(): Promise<void> {
    const events = await this.database('outbox')
      .whereNull('sent_at')
      .orderBy(['created_at', 'subject_version'])
    for (const event of events) await this.deliverOne(event)
    await this.database('outbox').whereNull('sent_at').update({ sent_at: '2026-06-15T09:00:00.000' })
  }

  /** Delivers one event of the outbox, also if it was delivered before. */
  async deliverOne(row: Record<string, string>, database = this.database): Promise<void> {
    const subject = {
      type: row.subject_type ?? '',
      id: row.subject_id ?? '',
      version: Number(row.subject_version),
    }
    const event = { id: row.id ?? '', kind: row.kind ?? '', subject, attempts: 1, leaseId: '' }
    if (Object.hasOwn(EVENT_OF, event.kind))
      await actOnEvent({ database, clock: this.clock })(event, AbortSignal.timeout(10_000))
  }

  /** The steps of the history of a request: event, who made it, and the note. */
  async steps(requestId: string): Promise<[string, string | null, string | null][]> {
    const rows = await this.database('request_event').where('request_id', requestId).orderBy('version')
    return rows.map(({ event, actor_id, note }) => [event, actor_id, note])
  }

  /** The tasks about an appointment, each with its kind and the notes of its history. */
  async tasks(appointmentId: string): Promise<[string, string[]][]> {
    const rows = await this.database('task')
      .where('appointment_id', appointmentId)
      .orderBy(['opened_at', 'kind'])
    return Promise.all(
      rows.map(
        async ({ id, kind }): Promise<[string, string[]]> => [
          kind,
          await this.database('task_event').where('task_id', id).orderBy('version').pluck('note'),
        ],
      ),
    )
  }
}
