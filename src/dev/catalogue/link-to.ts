import type { DemonstrationPerson } from '../demonstration/people.ts'
import type { State } from './state.ts'

/**
 * The link that opens a state. If the state has a person, it goes through the simulated NHS App, which logs them in.
 * Otherwise it is a path of the portal.
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
