import type { DemonstrationPerson } from '../demonstration/people.ts'
import type { State } from './state.ts'

/**
 * The link that opens a state. A member of staff is logged in by the simulated provider. If the state has a person, it goes through the simulated NHS App, which logs them in.
 * Otherwise it is a path of the portal.
 */
export function linkTo(
  { person, staff, address, inside }: State,
  people: readonly DemonstrationPerson[],
  simulator: string,
): string {
  if (staff) return `${simulator}/visit-staff/${staff}?${new URLSearchParams({ path: address })}`
  if (!person) return inside ? `${address}?from=nhsApp` : address
  const place = people.findIndex(({ nhsNumber }) => nhsNumber === person) + 1
  const query = new URLSearchParams({ path: address, ...(inside ? { inside: 'yes' } : {}) })
  return `${simulator}/visit/${place}?${query}`
}
