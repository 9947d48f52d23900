import type { State } from '../../dev/catalogue/state.ts'
import { leaving } from './states/leaving.ts'
import { loggingIn } from './states/logging-in.ts'

export const states: readonly State[] = [...loggingIn, ...leaving]
