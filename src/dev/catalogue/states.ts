import { loadBesideFeatures } from '../beside-features.ts'
import type { State } from './state.ts'

const modules = await loadBesideFeatures<{ states: readonly State[] }>('states.ts')

/**
 * The catalogue: every page of the portal in every state, from the file `states.ts` beside each feature.
 * `test/accessibility` renders each, fails when a page, a branch of a template or a form's fault has none, and tries each
 * for accessibility.
 */
export const states: readonly State[] = modules.flatMap(module => module.states)
