import { appointmentOf } from '../../../browser/nhs-login.ts'
import { type Demonstration, putBack } from '../../../support/demonstration.ts'
import type { Window } from './engine.ts'
import { Person } from './person.ts'

const PATIENT = { name: 'Amira Shah', nhsNumber: '9990000018' }
/** What only pages about the patient and the appointment say. */
const PRIVATE = [PATIENT.name, 'ardiology', 'Raman']
const BUTTON = 'main form button'

/** One patient logs in, cancels an appointment after a mistake, goes back and forward, logs out, and goes back. */
export async function journeys(
  window: Window,
  demonstration: Demonstration,
): Promise<Record<string, string[]>> {
  await putBack(demonstration)
  const address = await appointmentOf(demonstration, PATIENT.nhsNumber, 'Cardiology')
  const person = new Person(window)
  const results: Record<string, string[]> = {}
  const steps: Record<string, () => Promise<string[]>> = {
    'log in': () => logIn(person, demonstration.url + address),
    'cancel after a mistake': () => cancel(person, demonstration, address),
    'Back and forward after a change': () => goBackAfterChange(person),
    'Back and forward after logging out': () => goBackAfterLogOut(person),
  }
  for (const [name, step] of Object.entries(steps))
    results[name] = await step().catch(error => [String(error)])
  return results
}

async function logIn(person: Person, url: string): Promise<string[]> {
  await person.open(url)
  await person.follow('main a.nhsuk-button')
  await person.follow('button', PATIENT.name)
  const shown = await person.address()
  return shown === url ? [] : [`logging in leads to ${shown}`]
}

async function cancel(person: Person, { database }: Demonstration, address: string): Promise<string[]> {
  const faults: string[] = []
  await person.follow('main a[href$="/cancel"]')
  await person.follow(BUTTON)
  const { focused, title } = await person.window.run(
    () => ({ focused: document.activeElement?.className, title: document.title }),
    null,
  )
  if (!title.startsWith('Error: ')) faults.push('the title of a mistake does not begin with “Error”')
  if (focused !== 'nhsuk-error-summary') faults.push('after a mistake the focus is not on the summary')
  if (!(await person.choose('main input[type=radio]'))) faults.push('Space does not choose an answer')
  await person.follow(BUTTON)
  await person.follow(BUTTON)
  const appointment = await database('appointment')
    .where({ id: address.slice(-36) })
    .first('status')
  return appointment.status === 'cancelled' ? faults : [...faults, 'the appointment is not cancelled']
}

/** The form that made the change is not shown again, as if nothing had happened. */
async function goBackAfterChange(person: Person): Promise<string[]> {
  const done = await person.heading()
  const faults: string[] = []
  await person.back()
  if (!(await person.comesTo(done))) faults.push(`after a change, Back shows “${await person.heading()}”`)
  await person.forward()
  if (!(await person.comesTo(done))) faults.push(`then Forward shows “${await person.heading()}”`)
  return faults
}

/** Nothing about the patient is shown again. */
async function goBackAfterLogOut(person: Person): Promise<string[]> {
  await person.follow('a, button', 'Log out')
  const faults: string[] = []
  for (const [name, go] of [
    ['the page that follows', async () => {}],
    ['Back', () => person.back()],
    ['Back again', () => person.back()],
    ['Forward', () => person.forward()],
  ] as const) {
    await go()
    if (!(await person.doesNotShow(PRIVATE)))
      faults.push(`after logging out, ${name} shows “${await person.heading()}”`)
  }
  return faults
}
