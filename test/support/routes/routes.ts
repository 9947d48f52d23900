import { existsSync } from 'node:fs'
import type { Feature, StaffServices } from '../../../src/features/feature.ts'
import { features } from '../../../src/features.ts'
import type { StaffPermission } from '../../../src/shared/permissions.ts'
import type { PageTable, StaffPage } from '../../../src/web/page.ts'
import { routeFixtures as fhirFixtures } from '../../fhir/route-fixtures.ts'
import { routeFixtures as webFixtures } from '../../web/route-fixtures.ts'
import { faultsOf, type Tables, withPlainPages } from './faults.ts'
import type { FormFixture, Invariants, RouteFixture, RouteFixtures } from './fixture.ts'

export interface Route extends RouteFixture {
  /** From the host on, with its names: `/patient-portal/appointment/:appointmentId`. */
  address: string
  /** The names of the parameters that it reads from its query. */
  query: readonly string[]
  /** What its page asks of staff. */
  permission?: StaffPermission | undefined
}

export interface FormRoute extends Route {
  form: FormFixture
}

/** Every page of every feature. A new one is in all tests that go through them from its first day. */
export const pages: readonly Route[] = (await Promise.all(features.map(pagesOf))).flat()
export const forms: readonly FormRoute[] = pages.filter(isForm)

/** And what is no page. */
export const everyRoute: readonly Route[] = [
  ...pages,
  ...Object.entries({ ...webFixtures, ...fhirFixtures }).map(([address, each]) => ({
    query: [],
    ...each,
    address,
  })),
]

/** Of every feature that declares some. */
export const invariants: Invariants = Object.assign(
  {},
  ...(await Promise.all(features.map(async feature => (await fixturesOf(feature))?.invariants))),
)

export function isForm(route: Route): route is FormRoute {
  return route.form !== undefined
}

interface FixtureFile {
  routeFixtures?: RouteFixtures
  /** Of its pages for staff. */
  staffRouteFixtures?: RouteFixtures
  /** For pages without a form and without an entry: the one whose names are those of the address. */
  plainPages?: readonly RouteFixture[]
  invariants?: Invariants
}

function fileOf({ name }: Feature): string {
  return `test/features/${name}/route-fixtures.ts`
}

async function fixturesOf(feature: Feature): Promise<FixtureFile | undefined> {
  const url = new URL(`../../../${fileOf(feature)}`, import.meta.url)
  return existsSync(url) ? import(url.href) : undefined
}

/** Throws, by name, for a feature without fixtures and for a page without one. */
export async function pagesOf(feature: Feature): Promise<Route[]> {
  const { patients, staff } = tablesOf(feature)
  const file = fileOf(feature)
  const declared = await fixturesOf(feature)
  const hasPages = [patients, staff].flatMap(Object.values).some(table => Object.keys(table).length > 0)
  if (!hasPages && !declared) return []
  if (!declared) throw new Error(`The feature ${feature.name} has pages and no ${file}`)
  const { plainPages = [], routeFixtures = {}, staffRouteFixtures = {} } = declared
  const fixtures = withPlainPages(patients, routeFixtures, plainPages)
  const staffFixtures = withPlainPages(staff, staffRouteFixtures, plainPages)
  const faults = [...faultsOf(patients, fixtures), ...faultsOf(staff, staffFixtures)]
  if (faults.length > 0) throw new Error([`${file}:`, ...faults].join('\n'))
  return [
    ...routesBelow('/patient-portal', patients, fixtures),
    ...routesBelow('/staff', staff, staffFixtures),
  ]
}

function routesBelow(mount: string, tables: Tables, fixtures: RouteFixtures): Route[] {
  const pagesAt = Object.assign({}, ...Object.values(tables)) as PageTable
  return Object.entries(fixtures).map(([address, fixture]) => ({
    ...fixture,
    address: mount + (address === '/' ? '' : address),
    query: [...Object.keys(pagesAt[address]?.query ?? {}), ...(fixture.query ?? [])],
    permission: (pagesAt[address] as StaffPage | undefined)?.permission,
  }))
}

/** Tables are made before anything is asked of the services. */
function tablesOf({ openPages, patientPages, staffOpenPages, staffPages }: Feature) {
  const services = {} as StaffServices
  return {
    patients: { open: openPages?.(services) ?? {}, patient: patientPages?.(services, features) ?? {} },
    staff: { 'staff-open': staffOpenPages?.(services) ?? {}, staff: staffPages?.(services, features) ?? {} },
  }
}
