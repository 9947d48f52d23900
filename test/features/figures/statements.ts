import * as attendance from '../../../src/features/figures/attendance-store.ts'
import { monthsUntil } from '../../../src/features/figures/months.ts'
import * as requests from '../../../src/features/figures/request-figures-store.ts'
import { periodOfMonth } from '../../../src/shared/dates.ts'
import type { Statements } from '../../database/statements.ts'

const month = Temporal.PlainYearMonth.from('2026-10')

export const statements: Statements = {
  'src/features/figures/attendance-store.ts': {
    countAttendance: db => attendance.countAttendance(db, 'RFF', monthsUntil(month)),
  },
  'src/features/figures/request-figures-store.ts': {
    countReceived: db => requests.countReceived(db, 'RFF', periodOfMonth(month)),
    listAnswered: db => requests.listAnswered(db, 'RFF', periodOfMonth(month)),
    countWaiting: db => requests.countWaiting(db, 'RFF', periodOfMonth(month).from),
    firstRequestAt: db => requests.firstRequestAt(db, 'RFF'),
  },
}
