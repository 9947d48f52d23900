import type { DemonstrationPerson } from '../demonstration/people.ts'
import type { State } from './state.ts'

/**
 * Where a state begins, logged in as its person: a link to what stands in for the NHS App, which lets them in. A path
 * of the portal's own when nobody is to be logged in.
 */
export function linkTo(
  { person, address, inside }: State,
  people: readonly DemonstrationPerson[],
  simulator: string,
): string {
  if (!person) return inside ? `${address}?from=nhsApp` : address
  const place = people.findIndex(({ nhsNumber }) => nhsNumber === person) + 1
  const query = new URLSearchParams({ path: address, ...(inside ? { inside: 'yes' } : {}) })
  return `${simulator}/visit/${place}?${query}`
}
