import type { Database, Transaction } from '../../database/database.ts'
import { lockPatient } from '../../database/locks.ts'
import { retryTransient } from '../../database/retry-transient.ts'
import type { EventHandler } from '../../outbox/event.ts'
import type { Clock } from '../../shared/clock.ts'
import { ruleActor } from '../../shared/rule-actor.ts'
import { cancellationFollowUp } from '../appointments/appointments.ts'
import { Staff } from '../staff/staff.ts'
import type { ProgramTriage } from '../staff-work/staff-work.ts'
import { triageTaskByProgram } from '../tasks/tasks.ts'
import { triageByProgram } from '../worklist/worklist.ts'
import { bookingCheck, openBookingCheck } from './booking-check.ts'
import { EVENT_OF, type Found, findHappening } from './happening-store.ts'
import { matches } from './matching.ts'
import { PERMISSION_TO_DO, type Rule, type RuleEvent } from './rule.ts'
import { addRuleRun, listRulesRun } from './rule-run-store.ts'
import { listRulesOn } from './rule-store.ts'

/**
 * Lets the rules of a trust act on an event of the outbox, after the change of the patient is complete: no rule can make it
 * fail. All rules act in one transaction, oldest first, each on an event only once, however often that is delivered. Only
 * rules that were on when it happened act.
 */
export function actOnEvent({ database, clock }: { database: Database; clock: Clock }): EventHandler {
  const staff = new Staff(database, clock)
  return async event => {
    const follows = EVENT_OF[event.kind]
    const happening = follows && (await findHappening(database, follows, event.id))
    if (!happening) return
    const on = await listRulesOn(database, happening.trustOdsCode, follows, happening.at)
    const rules = on.filter(rule => matches(rule, happening))
    if (rules.length === 0) return
    const people = await peopleToAssign(staff, happening.trustOdsCode, follows, rules)
    await retryTransient(() =>
      database.transaction(async transaction => {
        await lockPatient(transaction, happening.patientId)
        const earlier = await listRulesRun(transaction, event.id)
        const due = rules.filter(({ id }) => !earlier.has(id))
        const now = clock.now()
        for (const rule of due) await addRuleRun(transaction, rule, event.id, now)
        await act(transaction, due, happening, people, now)
      }),
    )
  }
}

/** The people to whom these rules assign: their names, and whether each may have what happened to be assigned now. */
async function peopleToAssign(staff: Staff, trustOdsCode: string, event: RuleEvent, rules: readonly Rule[]) {
  const ids = rules.flatMap(({ actions }) => actions.assignee ?? [])
  if (ids.length === 0) return new Map<string, { name: string | undefined; mayHave: boolean }>()
  const colleagues = await staff.colleagues(trustOdsCode, PERMISSION_TO_DO[event])
  const names = await staff.names(ids)
  return new Map(
    ids.map(id => [id, { name: names.get(id), mayHave: colleagues.some(each => each.id === id) }]),
  )
}

type People = Awaited<ReturnType<typeof peopleToAssign>>

async function act(
  transaction: Transaction,
  rules: readonly Rule[],
  happening: Found,
  people: People,
  now: Temporal.Instant,
): Promise<void> {
  const { patientId, recordId } = happening
  let bookingTask: string | undefined
  for (const rule of rules) {
    const actor = ruleActor(rule, patientId)
    const triage = triageOf(rule, people)
    switch (rule.event) {
      case 'asked-to-cancel':
      case 'asked-to-move':
        await triageByProgram(transaction, actor, recordId, triage, now)
        break
      case 'cancelled': {
        const task = { kind: cancellationFollowUp.name, id: recordId }
        await triageTaskByProgram(transaction, actor, task, triage, now)
        break
      }
      case 'booked': {
        // One task for all rules.
        bookingTask ??= await openBookingCheck(transaction, happening, now)
        if (!bookingTask) break
        const task = { kind: bookingCheck.name, id: bookingTask }
        await triageTaskByProgram(transaction, actor, task, triage, now)
      }
    }
  }
}

function triageOf({ actions }: Rule, people: People): ProgramTriage {
  const { assignee, note, urgent } = actions
  const person = assignee === null ? undefined : people.get(assignee)
  return {
    assignTo: person?.mayHave ? assignee : null,
    urgent,
    notes: [
      ...(person && !person.mayHave ? [cannotHave(person.name)] : []),
      ...(note === null ? [] : [note]),
    ],
  }
}

function cannotHave(name = 'a former colleague'): string {
  return `Not assigned to ${name}, who has not logged in here in a role for this work in the last 90 days.`
}
