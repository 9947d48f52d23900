import * as clinics from '../../../src/features/staff-patients/bookable-clinic-store.ts'
import * as events from '../../../src/features/staff-patients/patient-event-store.ts'
import * as searches from '../../../src/features/staff-patients/patient-search-store.ts'
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
  'src/features/staff-patients/bookable-clinic-store.ts': {
    findClinicOfTrust: db => clinics.findClinicOfTrust(db, 'RFF', id),
  },
  'src/features/staff-patients/patient-event-store.ts': {
    addPatientEvent: db => events.addPatientEvent(db, id, staff, { event: 'barred', at: now, note: 'r' }),
    listPatientEvents: db => events.listPatientEvents(db, id),
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
    saveAccess: db => patients.saveAccess(db, { id, version: 1 }, 'barred'),
    findPatientOfTrust: db => patients.findPatientOfTrust(db, 'RFF', id, now),
  },
}
