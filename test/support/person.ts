import { aPatient, testPerson } from './builders.ts'
import type { TestPortal } from './portal.ts'

let people = 0

export function newPerson() {
  return testPerson(++people)
}

/** A new patient who has logged in, with nothing else in their record. */
export async function aLoggedInPatient(portal: TestPortal) {
  const person = newPerson()
  const patientId = await aPatient(portal.database, person)
  return { person, patientId, browser: await portal.logIn(person) }
}
