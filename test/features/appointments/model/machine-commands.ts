import assert from 'node:assert/strict'
import type fc from 'fast-check'
import type { Decision } from '../../../../src/features/appointments/change-requests.ts'
import {
  AppointmentChanged,
  CannotChange,
  TimeTaken,
} from '../../../../src/features/appointments/refusals.ts'
import { BadRequest } from '../../../../src/shared/errors.ts'
import type { MachineUnderTest } from './machine.ts'
import {
  apply,
  cancel,
  type Expected,
  expected,
  isFree,
  type Kind,
  type Model,
  move,
  type Person,
  type Sent,
  shown,
} from './machine-model.ts'

/** Actions of patients and the hospital, applied to the model and to the real doors, which must then agree. */

type Command = fc.AsyncCommand<Model, MachineUnderTest>

const preferences = { reason: 'ill', days: ['monday'], times: ['morning'], datesToAvoid: '' }

function command(
  name: string,
  run: (model: Model, real: MachineUnderTest) => Promise<void>,
  check: (model: Model) => boolean = () => true,
): Command {
  return {
    check: model => check(model),
    async run(model, real) {
      await run(model, real)
      await real.matches(model)
    },
    toString: () => name,
  }
}

const of = (model: Model, person: number) => model.people[person] as Person

export function view(person: number): Command {
  return command(`view(${person})`, async (model, real) => {
    const { appointments } = real.doors
    const appointment = await appointments.find(real.actor(person), real.id(person))
    assert.equal(appointment.shown, shown(of(model, person)))
    real.seen(person, await real.decision(person), of(model, person))
  })
}

/** Sends a form opened just now, or with `late` one opened before. `slot`: the chosen time; -1 for none. */
export function send(person: number, kind: Kind, slot: number, late: boolean): Command {
  return command(`send(${person}, ${kind}, ${slot}${late ? ', late' : ''})`, async (model, real) => {
    const opened = late ? real.lastSeen(person) : undefined
    const { moves, version } = opened ?? of(model, person)
    const saw = opened?.shown ?? shown(of(model, person))
    const decision = opened?.decision ?? (await real.decision(person))
    if (!opened) real.seen(person, decision, of(model, person))
    await sendForm(
      model,
      real,
      { person, kind, moves, version, shown: saw, slot: kind === 'cancel' ? -1 : slot },
      decision,
    )
  })
}

/** Sends the last form again, whatever its outcome was. */
export function again(): Command {
  return command('again()', async (model, real) => {
    if (real.lastSent) await sendForm(model, real, real.lastSent.sent, real.lastSent.decision)
  })
}

async function sendForm(model: Model, real: MachineUnderTest, sent: Sent, decision: Decision): Promise<void> {
  real.lastSent = { sent, decision }
  const should = expected(model, sent)
  const outcome = await submit(real, sent, decision)
  assert.equal(outcome, should === 'done before' ? 'done' : should)
  real.counts.set(should, (real.counts.get(should) ?? 0) + 1)
  if (should === 'done') apply(model, sent)
}

async function submit(real: MachineUnderTest, sent: Sent, decision: Decision): Promise<Expected> {
  const { changeRequests } = real.doors
  const actor = real.actor(sent.person)
  try {
    if (sent.kind === 'cancel') await changeRequests.cancel(actor, decision, 'other')
    else if (sent.slot < 0) await changeRequests.requestReschedule(actor, decision, preferences)
    else {
      const chosen = await real.doors.chosen(real.slotId(sent.slot))
      real.movedTo(sent, await changeRequests.move(actor, decision, chosen))
    }
    return 'done'
  } catch (error) {
    if (error instanceof CannotChange) return error.obstacle
    if (error instanceof AppointmentChanged) return 'changed'
    if (error instanceof TimeTaken) return 'taken'
    if (error instanceof BadRequest) return 'bad request'
    throw error
  }
}

/** The booking team decides a request: it makes the change, if there is a free time for it, or declines. */
export function decide(person: number, how: 'done' | 'declined', slot: number): Command {
  return command(
    `decide(${person}, ${how}, ${slot})`,
    async (model, real) => {
      const them = of(model, person)
      const kind = them.request
      const done =
        how === 'done' && (kind === 'cancel' || isFree(model, them, slot)) && them.status === 'booked'
      await real.decide(person, done, kind === 'cancel' ? -1 : slot)
      them.request = null
      model.requests[done ? 'done' : 'declined']++
      if (!done && them.status === 'booked') them.version++
      if (done && kind === 'cancel') cancel(model, them)
      if (done && kind === 'reschedule') move(model, them, slot)
    },
    model => of(model, person).request !== null,
  )
}

export function hospitalCancels(person: number): Command {
  return command(
    `hospitalCancels(${person})`,
    async (model, real) => {
      await real.hospitalCancels(person)
      cancel(model, of(model, person))
    },
    model => of(model, person).status === 'booked',
  )
}

export function timePasses(hours: number): Command {
  return command(`timePasses(${hours})`, async (model, real) => {
    real.doors.clock.pass({ hours })
    model.now += hours
  })
}
