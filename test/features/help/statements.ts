import { listTrusts } from '../../../src/features/help/trust-store.ts'
import type { Statements } from '../../database/statements.ts'

export const statements: Statements = {
  'src/features/help/trust-store.ts': { listTrusts: db => listTrusts(db, 6) },
}
