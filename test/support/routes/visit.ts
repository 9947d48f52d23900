import { type Fields, formToken } from '../form.ts'
import { hiddenFields } from '../page.ts'
import { aLoggedInPatient } from '../person.ts'
import type { Agent, TestPortal } from '../portal.ts'
import { cookieOf } from '../session-cookie.ts'
import { aLoggedInStaffMember, staffFormToken } from '../staff.ts'
import type { Answer, Example } from './fixture.ts'
import type { Route } from './routes.ts'

/** A visitor at a route. */
export interface AtRoute extends Example {
  path: string
}

/** A visitor at a form, and what they would send. */
export interface FilledIn extends AtRoute {
  fields: Fields
}

/** A visitor who is logged in, at a route that they may open, without the steps that lead to it. */
export async function aPatientAt(portal: TestPortal, route: Route): Promise<AtRoute> {
  const example = await route.example(portal)
  const path = pathOf(route, example.params)
  if (route.group === 'patient') return { ...example, path }
  if (isForStaff(route)) {
    const isLoggedIn = cookieOf(example.browser, 'staff-sid') !== ''
    return isLoggedIn ? { ...example, path } : { ...(await aLoggedInStaffMember(portal)), path }
  }
  return { browser: (await aLoggedInPatient(portal)).browser, path }
}

/** The token of the forms of whoever is logged in for this route. */
export function tokenAt(route: Route, browser: Agent): Promise<{ _csrf: string }> {
  return isForStaff(route) ? staffFormToken(browser) : formToken(browser)
}

export function isForStaff({ group }: Route): boolean {
  return group === 'staff' || group === 'staff-open'
}

/** A visitor that a route is for, after the steps that lead to it. */
export async function comeTo(portal: TestPortal, route: Route): Promise<AtRoute> {
  const example = await route.example(portal)
  await route.reach?.(example, portal)
  return { ...example, path: pathOf(route, example.params) }
}

/** A visitor who has come to a form and filled it in right. */
export async function aFilledInForm(portal: TestPortal, route: Route): Promise<FilledIn> {
  const example = await comeTo(portal, route)
  const page = await example.browser.get(example.path).expect(200)
  return { ...example, fields: { ...hiddenFields(page.text), ...(await route.form?.fields?.(example)) } }
}

/** `params`: what stands for the names that are in `owned`. */
export function pathOf(route: Route, params: Example['params']): string {
  return route.address.replaceAll(/:(\w+)/g, (_, name) => {
    const value = params?.[name] ?? route.params?.[name]
    if (value === undefined) throw new Error(`The example of ${route.address} does not say what :${name} is`)
    return value
  })
}

export function statusOf(answer: Answer): number {
  return typeof answer === 'number' ? answer : 303
}
