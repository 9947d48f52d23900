import assert from 'node:assert/strict'
import type { Database, Transaction } from '../../../src/database/database.ts'
import { StaleVersion } from '../../../src/database/idempotent.ts'
import { AppointmentChanged, CannotChange } from '../../../src/features/appointments/refusals.ts'
import { RequestClosed } from '../../../src/features/worklist/patient-requests.ts'
import { ClaimedByAnother, RequestChanged } from '../../../src/features/worklist/refusals.ts'
import { requestBalance } from '../../../src/features/worklist/request-balance-store.ts'
import type { PatientActor } from '../../../src/shared/actor.ts'
import { MONDAY } from '../../support/portal.ts'
import { preferences, recorded } from '../worklist/support.ts'
import { aContent, type RuleTeam } from './support.ts'

/** The numbers choose a patient, and an event or a rule. */
export interface Deed {
  do: (typeof DEEDS)[number]
  patient: number
  choice: number
}

export const DEEDS = [
  'ask-to-cancel',
  'ask-for-time',
  'withdraw',
  'claim',
  'assign',
  'decline',
  'deliver',
  'deliver-again',
  'killed',
  'switch',
  'change',
] as const

const REFUSALS = [
  ...[AppointmentChanged, CannotChange, ClaimedByAnother, RequestChanged, RequestClosed, StaleVersion],
]

class Killed extends Error {}

/** Two rules that stay on and one that is switched and changed, where deeds happen in any order. */
export class AnyOrder {
  readonly #at: RuleTeam
  readonly #patients: PatientActor[]
  readonly #rules: string[]
  readonly #colleague: string
  readonly done = new Map<string, number>()

  private constructor(at: RuleTeam, patients: PatientActor[], rules: string[], colleague: string) {
    this.#at = at
    this.#patients = patients
    this.#rules = rules
    this.#colleague = colleague
  }

  static async open(at: RuleTeam, patients: PatientActor[]): Promise<AnyOrder> {
    at.team.doors.clock.set(MONDAY)
    for (const table of [
      ...['accepted_change', 'outbox', 'audit_log', 'audit_head', 'request_event', 'change_request'],
      ...['appointment', 'slot', 'trust_rule', 'trust_rule_version', 'trust_rule_run'],
    ])
      await at.database(table).delete()
    for (const patient of patients) await at.team.doors.booked(patient, at.team.clinicId, { days: 7 })
    const colleague = await at.team.aColleague('Zoë')
    const actions = { assignee: colleague, urgent: true, note: 'Ring' }
    const rules = [
      await at.on('asked-to-cancel', aContent('Cancel', {}, actions)),
      await at.on('asked-to-move', aContent('Move', {}, actions)),
      await at.on('asked-to-cancel', aContent('Now and then')),
    ]
    at.clock.pass({ seconds: 1 })
    return new AnyOrder(at, patients, rules, colleague)
  }

  /** Rethrows what is no expected refusal. */
  async happens(deed: Deed): Promise<void> {
    try {
      if (!(await this.#happens(deed))) return
      this.done.set(deed.do, (this.done.get(deed.do) ?? 0) + 1)
    } catch (error) {
      if (!REFUSALS.some(refusal => error instanceof refusal)) throw error
    }
  }

  /** Whether there was anything to do. */
  async #happens({ do: deed, patient: index, choice }: Deed): Promise<boolean> {
    const { doors } = this.#at.team
    this.#at.clock.pass({ seconds: 1 })
    if (deed === 'switch' || deed === 'change') return this.#edit(deed, choice)
    if (deed === 'deliver' || deed === 'deliver-again' || deed === 'killed')
      return this.#deliver(deed, choice)
    const patient = this.#patients[index % this.#patients.length] as PatientActor
    const { id } = await doors.database('appointment').where('patient_id', patient.patientId).first()
    if (deed === 'ask-to-cancel' || deed === 'ask-for-time') {
      const decision = await doors.decision(patient, id)
      if (deed === 'ask-to-cancel') await doors.changeRequests.cancel(patient, decision, 'other')
      else await doors.changeRequests.requestReschedule(patient, decision, preferences)
      return true
    }
    const request = await doors
      .database('change_request')
      .where({ appointment_id: id, status: 'open' })
      .first()
    return request ? this.#work(deed, patient, request, choice) : false
  }

  async #work(
    deed: Deed['do'],
    patient: PatientActor,
    { id, appointment_id: appointmentId }: Record<string, string>,
    choice: number,
  ): Promise<boolean> {
    const { amal, bea, lena, patientRequests, triage, work } = this.#at.team
    if (deed === 'withdraw')
      await patientRequests.withdraw(patient, { appointmentId: String(appointmentId), requestId: String(id) })
    const seen = await this.#at.team.seen(String(id))
    if (deed === 'claim') await work.claim(choice % 2 ? amal : bea, seen)
    if (deed === 'assign') await triage.assign(lena, seen, this.#colleague)
    if (deed === 'decline') await work.decline(amal, seen, 'Too soon.')
    return true
  }

  async #edit(deed: 'switch' | 'change', choice: number): Promise<boolean> {
    const { ada, rules } = this.#at
    const { id, version, onSince } = await rules.find(ada, this.#rules[2])
    if (deed === 'switch') await rules.switch(ada, { id, version }, onSince === null)
    else await rules.change(ada, { id, version }, aContent(`Now and then ${choice}`))
    return true
  }

  /** `killed`: everything is done but the commit. `deliver-again`: it does not matter whether it was delivered. */
  async #deliver(deed: 'deliver' | 'deliver-again' | 'killed', choice: number): Promise<boolean> {
    const { database } = this.#at
    const query = database('outbox').where('subject_type', 'appointment').orderBy(['created_at', 'id'])
    const events = await (deed === 'deliver' ? query.whereNull('sent_at') : query)
    const event = events[choice % (events.length || 1)]
    if (!event) return false
    if (deed === 'killed') {
      await this.#at
        .deliverOne(event, dying(database))
        .catch(error => assert.ok(error instanceof Killed, error))
      return true
    }
    await this.#at.deliverOne(event)
    if (deed === 'deliver')
      await database('outbox').where('id', event.id).update({ sent_at: event.created_at })
    return true
  }

  async check(): Promise<void> {
    const { database } = this.#at
    await this.#at.deliver()
    const runs = await database('trust_rule_run')
    const requests = await database('change_request').join('appointment', 'appointment.id', 'appointment_id')
    assert.equal(
      runs.filter(({ rule_id }) => rule_id !== this.#rules[2]).length,
      requests.length,
      'a rule that stays on has acted on each request',
    )
    for (const { id } of await database('change_request')) {
      const { patient_id } = await database('change_request')
        .join('appointment', 'appointment.id', 'appointment_id')
        .where('change_request.id', id)
        .first('patient_id')
      const steps = await recorded(database, id, patient_id)
      const byRules = steps.filter(([, , who]) => String(who).startsWith('rule:'))
      const kinds = byRules.map(([, event, who]) => `${String(who).slice(0, 41)} ${event}`)
      assert.equal(new Set(kinds).size, kinds.length, `no rule made a step twice: ${kinds}`)
      const names = steps.map(([, event]) => String(event))
      for (const once of ['assigned', 'marked-urgent'])
        assert.ok(names.filter(name => name === once).length <= 1, `${once} once: ${names}`)
      const end = names.findIndex(name => ['declined', 'withdrawn'].includes(name))
      assert.ok(end === -1 || end === names.length - 1, `nothing after its end: ${names}`)
    }
    assert.equal((await requestBalance(database, this.#at.clock.now())).unaccounted, 0)
  }
}

/** A database whose transactions never commit. */
function dying(database: Database): Database {
  const transaction = (work: (transaction: Transaction) => Promise<unknown>) =>
    database.transaction(async theirs => {
      await work(theirs)
      throw new Killed()
    })
  return new Proxy(database, {
    get: (target, name) => (name === 'transaction' ? transaction : Reflect.get(target, name)),
  })
}
