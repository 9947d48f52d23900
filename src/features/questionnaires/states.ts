import type { State } from '../../dev/catalogue/state.ts'
import { answering } from './states/answering.ts'
import { asking } from './states/asking.ts'
import { starting } from './states/starting.ts'

export const states: readonly State[] = [...starting, ...answering, ...asking]
