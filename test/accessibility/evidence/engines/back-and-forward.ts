import { appointmentOf, type Demonstration, putBack } from '../../../support/demonstration.ts'
import type { EnginePage } from '../../checks/check.ts'
import { Person } from './person.ts'

export const BACK_AND_FORWARD = 'the Back and Forward buttons'

const PATIENT = { name: 'Amira Shah', nhsNumber: '9990000018' }
/** What only pages about the patient and the appointment say. */
const PRIVATE = [PATIENT.name, 'ardiology', 'Raman']
const BUTTON = 'main form button'

/**
 * One patient logs in, begins to cancel an appointment and makes a mistake, goes back and forward between its pages,
 * cancels, goes back and forward, logs out, and goes back. Answers what is wrong.
 */
export async function backAndForward(page: EnginePage, demonstration: Demonstration): Promise<string[]> {
  await putBack(demonstration)
  const address = await appointmentOf(demonstration, PATIENT.nhsNumber, 'Cardiology')
  const person = new Person(page)
  const faults: string[] = []
  try {
    await logIn(person, demonstration.url + address)
    faults.push(...(await goBackAndForward(person)))
    faults.push(...(await cancel(person, demonstration, address)))
    faults.push(...(await goBackAfterChange(person)))
    faults.push(...(await goBackAfterLogOut(person)))
  } catch (error) {
    faults.push(String(error))
  }
  return faults
}

async function logIn(person: Person, url: string): Promise<void> {
  await person.page.goto(url)
  await person.follow('main a.nhsuk-button')
  await person.follow('button', PATIENT.name)
  const shown = await person.address()
  if (shown !== url) throw new Error(`logging in leads to ${shown}`)
}

/** From the appointment to the form, and from there to and fro: each time the right page is shown. */
async function goBackAndForward(person: Person): Promise<string[]> {
  const faults: string[] = []
  const appointment = await person.heading()
  await person.follow('main a[href$="/cancel"]')
  const form = await person.heading()
  for (const [name, go, expected] of [
    ['Back', () => person.back(), appointment],
    ['Forward', () => person.forward(), form],
    ['Back again', () => person.back(), appointment],
    ['Forward again', () => person.forward(), form],
  ] as const) {
    await go()
    if (!(await person.comesTo(expected)))
      faults.push(`from the form, ${name} shows “${await person.heading()}” instead of “${expected}”`)
  }
  return faults
}

/**
 * The form that Back and Forward came to is filled in with the keyboard, at first wrongly. Back to the answer with the
 * mistake, which is not stored, shows the form's page.
 */
async function cancel(person: Person, { database }: Demonstration, address: string): Promise<string[]> {
  const faults: string[] = []
  await person.follow(BUTTON)
  const { focused, title } = await person.page.evaluate(() => ({
    focused: document.activeElement?.className,
    title: document.title,
  }))
  if (!title.startsWith('Error: ')) faults.push('the title of a mistake does not begin with “Error”')
  if (focused !== 'nhsuk-error-summary') faults.push('after a mistake the focus is not on the summary')
  if (!(await person.choose('main input[type=radio]'))) faults.push('Space does not choose an answer')
  const form = await person.heading()
  await person.follow(BUTTON)
  const question = await person.heading()
  await person.back()
  if (!(await person.comesTo(form))) faults.push(`Back to a mistake shows “${await person.heading()}”`)
  await person.forward()
  if (!(await person.comesTo(question)))
    faults.push(`Forward from a mistake shows “${await person.heading()}”`)
  await person.follow(BUTTON)
  const id = address.slice(address.lastIndexOf('/') + 1)
  const { status } = await database('appointment').where({ id }).first('status')
  return status === 'cancelled' ? faults : [...faults, 'the appointment is not cancelled']
}

/** The form that made the change is not shown again, as if nothing had happened. */
async function goBackAfterChange(person: Person): Promise<string[]> {
  const done = await person.heading()
  const faults: string[] = []
  await person.back()
  if (!(await person.comesTo(done))) faults.push(`after a change, Back shows “${await person.heading()}”`)
  await person.forward()
  if (!(await person.comesTo(done)))
    faults.push(`after a change and Back, Forward shows “${await person.heading()}”`)
  return faults
}

/** Nothing about the patient is shown again. */
async function goBackAfterLogOut(person: Person): Promise<string[]> {
  const before = await person.words()
  const faults = before.includes(PATIENT.name) ? [] : ['the patient’s name is not shown before they log out']
  await person.follow('a, button', 'Log out')
  for (const [name, go] of [
    ['the next page', async () => {}],
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
