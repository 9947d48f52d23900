import type { State, Step } from '../../../dev/catalogue/state.ts'
import { LIAM } from '../../../dev/demonstration/staff.ts'
import { CARDIOLOGY, CONFLICT, MORE_TIME, page, WRONG } from './clinic-state.ts'

const SETTINGS = 'Settings of the clinic'
const CHECK = 'Check what it changes'
const OPEN: Step = { press: SETTINGS }
const SEE: Step = { press: 'See what it changes' }
const SAVE: Step = { press: 'Save the settings' }
const LESS_NOTICE: Step = { write: '12', into: 'Hours of notice for changes online' }
const NOTHING_TO_PREPARE: Step = { write: '', into: 'How to get ready' }
const READY: Step = { write: 'Bring a list of your medicines.', into: 'How to get ready' }
const ONLY_BY_PHONE: Step = { choose: 'Only by phone' }

/** Of Fernhollow's administrator. */
const setting = (
  name: string,
  state: string,
  title: string,
  steps: readonly Step[],
  more: Partial<State> = {},
) => page(name, state, title, CARDIOLOGY, [OPEN, ...steps], { staff: LIAM, ...more })

/** How a clinic takes changes. */
export const settings: readonly State[] = [
  setting('change-settings', 'as they are', SETTINGS, []),
  setting(
    'change-settings',
    'a notice that is no number',
    `Error: ${SETTINGS}`,
    [{ write: 'two days', into: 'Hours of notice for changes online' }, SEE],
    WRONG,
  ),
  setting(
    'change-settings',
    'too much to read',
    `Error: ${SETTINGS}`,
    [{ write: 'Bring your medicines. '.repeat(50), into: 'How to get ready' }, SEE],
    WRONG,
  ),
  setting('change-settings', 'more time, without scripts', SETTINGS, [LESS_NOTICE, MORE_TIME]),
  setting('change-settings', 'changed, with its history', SETTINGS, [
    ONLY_BY_PHONE,
    LESS_NOTICE,
    READY,
    SEE,
    SAVE,
    NOTHING_TO_PREPARE,
    SEE,
    SAVE,
  ]),
  setting(
    'change-settings',
    'a colleague was first',
    SETTINGS,
    [LESS_NOTICE, SEE, { meanwhile: 'Fernhollow changes the settings of its cardiology clinic' }, SAVE],
    CONFLICT,
  ),
  setting('check-settings', 'some change', CHECK, [LESS_NOTICE, READY, SEE]),
  setting('check-settings', 'none changes', CHECK, [SEE]),
]
