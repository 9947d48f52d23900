import type { State } from '../../dev/catalogue/state.ts'
import { adding } from './states/adding.ts'
import { closing } from './states/closing.ts'
import { settings } from './states/setting.ts'
import { viewing } from './states/viewing.ts'

/** The clinics of a trust, as team leads see and close them. */
export const states: readonly State[] = [...viewing, ...closing, ...adding, ...settings]
