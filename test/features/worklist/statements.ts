import * as lapsing from '../../../src/features/worklist/lapsing-store.ts'
import * as balance from '../../../src/features/worklist/request-balance-store.ts'
import * as events from '../../../src/features/worklist/request-event-store.ts'
import * as requests from '../../../src/features/worklist/request-store.ts'
import * as untold from '../../../src/features/worklist/untold-store.ts'
import * as worklist from '../../../src/features/worklist/worklist-store.ts'
import type { Statements } from '../../database/statements.ts'

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const viewer = { trustOdsCode: 'RFF', userId: 'u', now }
const request = { id, version: 1 }
const staff = { kind: 'staff', userId: 'u', role: 'booking-team', trustOdsCode: 'RFF' } as const

export const statements: Statements = {
  'src/features/worklist/untold-store.ts': {
    listUntold: db => untold.listUntold(db, 'RFF', 50),
    countUntold: db => untold.countUntold(db, 'RFF'),
    countAllUntold: db => untold.countAllUntold(db),
    markTold: db => untold.markTold(db, request),
  },
  'src/features/worklist/request-store.ts': {
    findRequest: db => requests.findRequest(db, 'p', id),
    findRequestOfTrust: db => requests.findRequestOfTrust(db, 'RFF', id),
    latestRequest: db => requests.latestRequest(db, 'p', id),
    listDeclined: db => requests.listDeclined(db, 'p', { now, since: now }),
    raiseVersion: db => requests.raiseVersion(db, id),
    selectRequests: async db => await requests.selectRequests(db),
    saveRequest: async db => {
      await requests.saveRequest(db, request, { claim: { by: 'u', at: now, until: now } })
      const closed = { outcome: 'declined', at: now, by: 'u', reply: 'No.', toTell: true } as const
      await requests.saveRequest(db, request, { claim: null, closed })
    },
  },
  'src/features/worklist/request-event-store.ts': {
    addRequestEvent: db =>
      events.addRequestEvent(db, request, { event: 'noted', actor: staff, at: now, note: 'n' }),
    listRequestEvents: db => events.listRequestEvents(db, id),
    lastRequestEvent: db => events.lastRequestEvent(db, id),
  },
  'src/features/worklist/worklist-store.ts': {
    listOpenRequests: async db => {
      await worklist.listOpenRequests(db, viewer, {}, { limit: 25 })
      const filters = { clinicId: 'c', kind: 'cancel', claimed: 'me', overdue: true } as const
      await worklist.listOpenRequests(db, viewer, filters, { after: { promisedBy: now, id }, limit: 25 })
      await worklist.listOpenRequests(db, viewer, { claimed: 'nobody' }, { limit: 25 })
    },
    listClinics: db => worklist.listClinics(db, 'RFF'),
    countOpenRequests: db => worklist.countOpenRequests(db, viewer, {}),
    findRequestPatient: db => worklist.findRequestPatient(db, 'p'),
  },
  'src/features/worklist/lapsing-store.ts': {
    listLapsed: db => lapsing.listLapsed(db, now, 100),
    findLapsed: db => lapsing.findLapsed(db, request, now),
    fillInTrusts: db => lapsing.fillInTrusts(db),
  },
  'src/features/worklist/request-balance-store.ts': {
    requestBalance: db => balance.requestBalance(db),
  },
}
