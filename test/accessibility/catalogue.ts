import { linkTo } from '../../src/dev/catalogue/link-to.ts'
import type { State } from '../../src/dev/catalogue/state.ts'
import { triggerHospitalEvent } from '../../src/dev/demonstration/feature-data.ts'
import { fillDemonstration, renewDemonstration } from '../../src/dev/demonstration/fill-demonstration.ts'
import { demonstrationPeople } from '../../src/dev/demonstration/people.ts'
import { londonDate } from '../../src/shared/dates.ts'
import type { Demonstration } from '../support/demonstration.ts'
import { awayFromMidnight } from '../support/time/away-from-midnight.ts'
import { type Shown, Visitor } from './visitor.ts'

const PHONE = 'Mozilla/5.0 (iPhone) nhsapp-ios/2.46.0'
export const userAgentOf = ({ inside }: State) => (inside === 'NHS App on a phone' ? PHONE : undefined)

export const nameOf = ({ page, state }: State) => `${page}, ${state}`

/** Brings the portal into a state by what its entry says, and answers what is shown then. */
export async function bringAbout(state: State, { url, nhsApp, database }: Demonstration): Promise<Shown> {
  const now = await awayFromMidnight()
  // After midnight all dates are others.
  await fillDemonstration(database, now)
  // Each comes in a minute of its own, and has answered nothing before.
  await database('rate_limit').delete()
  await database('draft').delete()
  const happen = (event: string) => triggerHospitalEvent(event, database, now)
  for (const happening of state.before ?? []) await happen(happening)
  const linkFor = (person = state.person) => {
    const people = demonstrationPeople(londonDate(now))
    return new URL(linkTo({ ...state, ...(person && { person }) }, people, nhsApp), url).href
  }
  const visitor = await Visitor.arrive(linkFor(), userAgentOf(state))
  for (const step of state.steps ?? [])
    if ('logInElsewhere' in step) await visitor.openElsewhere(linkFor(step.logInElsewhere))
    else await visitor.take(step, happen)
  const { shown } = visitor
  await visitor.leave()
  if (hasChanged(state)) await renewDemonstration(database, now)
  return shown
}

/** What a patient presses at the end of a journey whose last page has another name. */
const SENT = /^(Send|Withdraw my request)$/

/** Whether it leaves the hospitals' records other than it found them. */
function hasChanged({ page, before = [], steps = [] }: State): boolean {
  // Reading a letter is noted.
  if (page.startsWith('letters/') && page !== 'letters/list-letters') return true
  const isWork =
    /^(worklist|tasks|staff-patients|clinics|rules|questionnaires)\//.test(page) &&
    steps.some(step => 'press' in step)
  return (
    isWork ||
    before.length > 0 ||
    /-(received|withdrawn)$/.test(page) ||
    steps.some(step => 'meanwhile' in step || ('press' in step && SENT.test(step.press)))
  )
}
