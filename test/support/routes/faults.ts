import type { Page, PageTable } from '../../../src/web/page.ts'
import type { RouteFixture, RouteFixtures } from './fixture.ts'

/** A feature's tables of pages, by the group they are for. */
export type Tables = Readonly<Record<string, PageTable>>

/** What is missing or wrong in a feature's fixtures, each by the address it is about. */
export function faultsOf(tables: Tables, fixtures: RouteFixtures): string[] {
  const pages = pagesIn(tables)
  const known = new Set(pages.map(({ address }) => address))
  return [
    ...pages.flatMap(({ address, page, group }) =>
      faultsAt(address, page, group, fixtures[address]).map(fault => `${address} ${fault}`),
    ),
    ...Object.keys(fixtures).flatMap(address =>
      known.has(address) ? [] : [`${address} has a fixture and is no page`],
    ),
  ]
}

/** A page without a form needs no entry of its own where the feature has a plain page with the same names. */
export function withPlainPages(
  tables: Tables,
  fixtures: RouteFixtures,
  plainPages: readonly RouteFixture[],
): RouteFixtures {
  const plain = pagesIn(tables).flatMap(({ address, page, group }) => {
    const names = String(namesIn(address).toSorted())
    const fixture = plainPages.find(
      each => each.group === group && String(namesOf(each).toSorted()) === names,
    )
    return fixture && !page.submit ? [[address, fixture]] : []
  })
  return { ...Object.fromEntries(plain), ...fixtures }
}

function pagesIn(tables: Tables) {
  return Object.entries(tables).flatMap(([group, table]) =>
    Object.entries(table).map(([address, page]) => ({ address, page, group })),
  )
}

function namesOf({ owned, params }: RouteFixture): string[] {
  return [...Object.keys(params ?? {}), ...Object.keys(owned ?? {})]
}

function faultsAt(address: string, page: Page, group: string, fixture: RouteFixture | undefined): string[] {
  if (!fixture) return ['has no fixture']
  const faults: string[] = []
  if (fixture.group !== group) faults.push(`is for another group than its fixture says: ${group}`)
  if (page.submit && !fixture.form) faults.push('can be sent: its fixture needs a form')
  if (!page.submit && fixture.form) faults.push('cannot be sent: its fixture has a form')
  if (Boolean(page.keep) !== Boolean(fixture.form?.keeps))
    faults.push('keeps what is entered and its fixture does not say so, or the other way round')
  const names = namesIn(address)
  const said = namesOf(fixture)
  for (const name of names)
    if (!said.includes(name)) faults.push(`needs :${name} in the owned or the params of its fixture`)
  for (const name of said) if (!names.includes(name)) faults.push(`has no :${name}`)
  return faults
}

export function namesIn(address: string): string[] {
  return [...address.matchAll(/:(\w+)/g)].map(([, name]) => String(name))
}
