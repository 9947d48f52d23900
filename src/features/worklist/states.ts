import type { State } from '../../dev/catalogue/state.ts'
import { deciding } from './states/deciding.ts'
import { newTime } from './states/new-time.ts'
import { triage } from './states/triage.ts'
import { viewing } from './states/viewing.ts'

/** The booking team's requests. */
export const states: readonly State[] = [...viewing, ...deciding, ...newTime, ...triage]
