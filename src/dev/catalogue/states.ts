import { loadBesideFeatures } from '../beside-features.ts'
import { STAFF_PORTAL, type State } from './state.ts'

const modules = await loadBesideFeatures<{ states: readonly State[] }>('states.ts')

/**
 * The catalogue: every page of the portal in every state, from the file `states.ts` of each feature. The tests in
 * `test/accessibility` render each state, check its accessibility, and fail if a page, a branch of a template or a form
 * error has no state.
 */
export const states: readonly State[] = statesWithout([])

/** The pages for patients, which the accessibility statement is about. */
export const patientStates: readonly State[] = states.filter(
  ({ address }) => !address.startsWith(STAFF_PORTAL),
)

/** Without the states of the features that are switched off, whose pages are not there. */
export function statesWithout(disabledFeatures: readonly string[]): readonly State[] {
  return modules.filter(({ feature }) => !disabledFeatures.includes(feature)).flatMap(module => module.states)
}
