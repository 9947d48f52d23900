import type { Obstacle } from '../../../../src/features/appointments/may-change.ts'

/*
 * A second and much simpler implementation of the rules for appointments, with which the real doors are compared. Times
 * are whole hours from the start of a run.
 */

export const NOTICE = 24
export const MAX_CHANGES = 1

export type Kind = 'cancel' | 'reschedule'

export interface Slot {
  startsAt: number
  capacity: number
  booked: number
}

export interface Person {
  status: 'booked' | 'cancelled'
  version: number
  /** The slot of their appointment. */
  slot: number
  request: Kind | null
  changes: number
  /** How many times it was moved. */
  moves: number
}

export interface Model {
  now: number
  how: Record<Kind, 'at-once' | 'request'>
  people: Person[]
  slots: Slot[]
  /** Accepted forms, each with the chosen slot. */
  accepted: Map<string, string>
  requests: { received: number; done: number; declined: number }
  changesMade: number
}

/** A form: what its patient saw, and what they want. `slot`: the chosen time; -1 for none. */
export interface Sent {
  person: number
  kind: Kind
  /** How many times the appointment had been moved. */
  moves: number
  version: number
  shown: string
  slot: number
}

export type Expected = 'done' | 'done before' | 'changed' | 'bad request' | 'taken' | Obstacle

export function expected(model: Model, sent: Sent): Expected {
  const person = model.people[sent.person] as Person
  const before = model.accepted.get(keyOf(sent))
  if (before !== undefined) return before === String(sent.slot) ? 'done before' : 'changed'
  if (person.moves !== sent.moves || person.version !== sent.version) return 'changed'
  // Declining a request for a cancelled appointment makes no new version, but changes what the patient reads.
  if (shown(person) !== sent.shown) return 'changed'
  const obstacle = obstacleTo(model, person, sent.kind)
  if (obstacle) return obstacle
  if (sent.kind === 'cancel') return 'done'
  if (sent.slot >= 0 !== (model.how.reschedule === 'at-once')) return 'bad request'
  if (sent.slot < 0) return 'done'
  return isFree(model, person, sent.slot) && isInNotice(model, sent.slot) ? 'done' : 'taken'
}

function obstacleTo(model: Model, person: Person, kind: Kind): Obstacle | undefined {
  const startsAt = model.slots[person.slot]?.startsAt ?? 0
  if (person.status === 'cancelled') return 'cancelled'
  if (model.now >= startsAt) return 'over'
  if (person.request) return person.request === 'cancel' ? 'cancellation-pending' : 'reschedule-pending'
  if (model.now > startsAt - NOTICE) return 'too-late'
  if (kind === 'reschedule' && person.changes >= MAX_CHANGES) return 'changed-too-often'
  return undefined
}

export function isFree(model: Model, person: Person, slot: number): boolean {
  const { booked, capacity, startsAt } = model.slots[slot] as Slot
  return booked < capacity && startsAt > model.now && slot !== person.slot
}

/** A patient may not take a time sooner than the clinic's notice. Staff may. */
function isInNotice(model: Model, slot: number): boolean {
  return (model.slots[slot] as Slot).startsAt >= model.now + NOTICE
}

/** Applies an accepted form. */
export function apply(model: Model, sent: Sent): void {
  const person = model.people[sent.person] as Person
  model.accepted.set(keyOf(sent), String(sent.slot))
  model.changesMade++
  if (model.how[sent.kind] === 'request') {
    person.request = sent.kind
    person.version++
    model.requests.received++
  } else if (sent.kind === 'cancel') {
    cancel(model, person)
  } else {
    move(model, person, sent.slot)
    person.changes++
  }
}

/** Cancels the appointment and releases its place. */
export function cancel(model: Model, person: Person): void {
  person.status = 'cancelled'
  person.version++
  place(model, person).booked--
}

/** Replaces the appointment by another one at another time. */
export function move(model: Model, person: Person, slot: number): void {
  place(model, person).booked--
  person.slot = slot
  place(model, person).booked++
  person.moves++
  person.version = 1
}

/** The status on pages. A request for another time stays pending after the hospital has cancelled. */
export function shown({ request, status }: Person): string {
  if (request === 'reschedule') return 'pending-reschedule'
  return request === 'cancel' && status === 'booked' ? 'pending-cancellation' : status
}

function place(model: Model, person: Person): Slot {
  return model.slots[person.slot] as Slot
}

function keyOf({ person, kind, moves, version }: Sent): string {
  return `${person} ${kind} ${moves} ${version}`
}
