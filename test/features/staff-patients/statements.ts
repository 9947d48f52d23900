import * as searches from '../../../src/features/staff-patients/patient-search-store.ts'
import * as access from '../../../src/features/staff-patients/portal-access-store.ts'
import * as patients from '../../../src/features/staff-patients/staff-patient-store.ts'
import type { Statements } from '../../database/statements.ts'

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const staff = { kind: 'staff', userId: 'u', role: 'team-lead', trustOdsCode: 'RFF' } as const
const after: patients.StaffPatient = {
  id,
  version: 1,
  nhsNumber: '9990000018',
  givenName: 'Amira',
  familyName: 'Shah',
  birthDate: Temporal.PlainDate.from('1984-05-12'),
  access: 'allowed',
}
const terms = { nhsNumber: '', familyName: '', givenName: '', birthDate: '' }

export const statements: Statements = {
  'src/features/staff-patients/patient-search-store.ts': {
    saveSearch: db => searches.saveSearch(db, staff, { ...terms, familyName: 'Shah' }, now),
    findSearch: db => searches.findSearch(db, staff, id, now),
  },
  'src/features/staff-patients/portal-access-store.ts': {
    saveAccess: db => access.saveAccess(db, { id, version: 1 }, 'barred'),
    addAccessEvent: db =>
      access.addAccessEvent(db, { id, version: 2 }, staff, { event: 'barred', at: now, reason: 'r' }),
    listAccessEvents: db => access.listAccessEvents(db, id),
  },
  'src/features/staff-patients/staff-patient-store.ts': {
    listPatients: async db => {
      await patients.listPatients(db, 'RFF', now, {}, { limit: 51 })
      await patients.listPatients(db, 'RFF', now, { access: 'barred', upcoming: 'no' }, { limit: 51 })
      await patients.listPatients(
        db,
        'RFF',
        now,
        { access: 'allowed', upcoming: 'yes' },
        { after, limit: 51 },
      )
    },
    searchPatients: async db => {
      await patients.searchPatients(db, 'RFF', now, { ...terms, nhsNumber: '9990000018' }, 51)
      const names = { familyName: 'Sha[h', givenName: '100%', birthDate: '1984-05-12' }
      await patients.searchPatients(db, 'RFF', now, { ...terms, ...names }, 51)
    },
    findPatientOfTrust: db => patients.findPatientOfTrust(db, 'RFF', id, now),
  },
}
