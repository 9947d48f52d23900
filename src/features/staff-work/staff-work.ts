/*
 * What the requests of patients and the tasks of staff have in common: who has them, how urgent they are, the steps of their
 * history, and their lists. Each has a feature with rules and tables of its own.
 */

export { assigneeField, type Chosen, chosenField, chosenIn } from './chosen.ts'
export {
  afterOpen,
  lastEndFirst,
  orderOpen,
  type Viewer,
  type WorkCursor,
  type WorkFilters,
  whereAssigned,
  whereOpen,
} from './conditions.ts'
export { type Held, heldBy, holders, type Priority, peopleIn, type WorkStep } from './held.ts'
export {
  afterRule,
  cursorIn,
  givenIn,
  ON_A_PAGE,
  queryWith,
  workFiltersIn,
  workParameters,
  workQuery,
} from './list-address.ts'
export { type ProgramTriage, triageSteps } from './program-triage.ts'
export { type HeldChange, heldColumns, heldFrom, stepFrom } from './work-row.ts'
