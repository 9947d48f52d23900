import { linkTo } from '../../src/dev/catalogue/link-to.ts'
import type { State } from '../../src/dev/catalogue/state.ts'
import { triggerHospitalEvent } from '../../src/dev/demonstration/feature-data.ts'
import { renewDemonstration } from '../../src/dev/demonstration/fill-demonstration.ts'
import { demonstrationPeople } from '../../src/dev/demonstration/people.ts'
import { londonDate } from '../../src/shared/dates.ts'
import type { Demonstration } from '../support/demonstration.ts'
import { type Shown, Visitor } from './visitor.ts'

const PHONE = 'Mozilla/5.0 (iPhone) nhsapp-ios/2.46.0'
export const userAgentOf = ({ inside }: State) => (inside === 'NHS App on a phone' ? PHONE : undefined)

export const nameOf = ({ page, state }: State) => `${page}, ${state}`

/** Brings the portal into a state by what its entry says, and answers what is shown then. */
export async function bringAbout(state: State, { url, nhsApp, database }: Demonstration): Promise<Shown> {
  const now = Temporal.Now.instant()
  // Each comes in a minute of its own.
  await database('rate_limit').delete()
  const happen = (event: string) => triggerHospitalEvent(event, database, now)
  for (const happening of state.before ?? []) await happen(happening)
  const link = linkTo(state, demonstrationPeople(londonDate(now)), nhsApp)
  const visitor = await Visitor.arrive(new URL(link, url).href, userAgentOf(state))
  for (const step of state.steps ?? []) await visitor.take(step, happen)
  const { shown } = visitor
  await visitor.leave()
  if (hasChanged(state)) await renewDemonstration(database, now)
  return shown
}

/** Whether it leaves the hospitals' records other than it found them. */
function hasChanged({ page, before = [], steps = [] }: State): boolean {
  return before.length > 0 || page.endsWith('-received') || steps.some(step => 'meanwhile' in step)
}
