import assert from 'node:assert/strict'
import { type Demonstration, press, type Visitor } from './browser.ts'

/** From the home page of the simulated NHS App to an appointment. Answers the appointment's own address. */
export async function openFromNhsApp(
  { nhsApp, url }: Demonstration,
  visitor: Visitor,
  person: string,
  appointment: string,
): Promise<string> {
  const { page } = visitor
  await page.goto(nhsApp)
  await page.getByRole('link').filter({ hasText: person }).click()
  await press(visitor, appointment)
  const { origin, pathname } = new URL(page.url())
  assert.equal(page.url(), origin + pathname, 'nothing of what the NHS App added is left in the address')
  assert.equal(origin, url)
  assert.match(pathname, /^\/patient-portal\/appointment\/[0-9a-f-]{36}$/)
  return pathname
}
