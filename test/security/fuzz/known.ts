import { aPortal } from '../../support/portal.ts'
import { isForm, type Route } from '../../support/routes/routes.ts'
import { aFilledInForm } from '../../support/routes/visit.ts'

/** What the portal's own pages send, read from their fixtures and from their forms. */
export interface Known {
  query: readonly string[]
  fields: readonly string[]
  /** What fields hold that are filled in right, without the random ones, which would not be the same the next time. */
  values: readonly string[]
}

/** On a portal of its own, because the patients who fill in the forms are not those of the requests. */
export async function whatPagesSend(routes: readonly Route[]): Promise<Known> {
  const portal = await aPortal()
  const names = new Set<string>()
  const values = new Set<string>()
  for (const route of routes.filter(isForm)) {
    const { fields } = await aFilledInForm(portal, route)
    for (const name of Object.keys(fields)) names.add(name)
    for (const value of Object.values(fields).flat())
      if (/^[a-z]+(-[a-z]+)*$/.test(String(value))) values.add(String(value))
  }
  await portal.close()
  const query = new Set(routes.flatMap(route => route.query))
  return {
    query: [...query, '_csrf'].toSorted(),
    fields: [...names].toSorted(),
    values: [...values].toSorted(),
  }
}
