import * as patients from '../../../src/features/patients/patient-store.ts'
import type { Statements } from '../../database/statements.ts'

export const statements: Statements = {
  'src/features/patients/patient-store.ts': {
    findPatientByNhsNumber: db => patients.findPatientByNhsNumber(db, '9990000018'),
    findPatient: db => patients.findPatient(db, 'p'),
  },
}
