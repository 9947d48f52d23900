import assert from 'node:assert/strict'
import type { Demonstration } from '../support/demonstration.ts'
import { press, type Visitor } from './browser.ts'

/** From the home page of the simulated NHS App to an appointment: its id, and its own address. */
export async function openFromNhsApp(
  { nhsApp, url }: Demonstration,
  visitor: Visitor,
  person: string,
  appointment: string,
): Promise<{ id: string; address: string }> {
  const { page } = visitor
  await page.goto(nhsApp)
  await press(visitor, page.getByRole('link').filter({ hasText: person }))
  await press(visitor, appointment)
  visitor.insideNhsApp = true
  const id = new URL(page.url()).pathname.slice(-36)
  const address = `/patient-portal/appointment/${id}`
  // Only the app for phones gives its user agent, and only there the first page leads back to the app.
  const mark = visitor.way.userAgent ? '?opened-by=nhs-app' : ''
  assert.equal(page.url(), url + address + mark, 'nothing of what the NHS App added is left in the address')
  assert.match(id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  return { id, address }
}
