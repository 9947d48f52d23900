import type { State } from '../../dev/catalogue/state.ts'
import { askingForAnotherTime, stopped } from './states/asking.ts'
import { changing } from './states/changing.ts'
import { requests } from './states/requests.ts'
import { viewing } from './states/viewing.ts'

export const states: readonly State[] = [
  ...viewing,
  ...changing,
  ...askingForAnotherTime,
  ...stopped,
  ...requests,
]
