import * as lapsing from '../../../src/features/worklist/lapsing/lapsing-store.ts'
import * as lists from '../../../src/features/worklist/lists/list-store.ts'
import * as overdue from '../../../src/features/worklist/lists/overdue-store.ts'
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
    findOpenRequest: db => requests.findOpenRequest(db, id),
    findOwingTrust: db => requests.findOwingTrust(db, id),
    latestRequest: db => requests.latestRequest(db, 'p', id),
    listDeclined: db => requests.listDeclined(db, 'p', { now, since: now }),
    raiseVersion: db => requests.raiseVersion(db, id),
    selectRequests: async db => await requests.selectRequests(db),
    saveRequest: async db => {
      await requests.saveRequest(db, request, { claim: { by: 'u', at: now, until: now } })
      await requests.saveRequest(db, request, { assignedTo: 'u' })
      await requests.saveRequest(db, request, { priority: 'urgent' })
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
    listClinics: db => worklist.listClinics(db, 'RFF'),
    requestsOfTrust: async db =>
      await worklist.requestsOfTrust(db, viewer, { kind: 'cancel' }).select('status'),
    countOpenRequests: async db => {
      await worklist.countOpenRequests(db, viewer, {})
      await worklist.countOpenRequests(db, viewer, { clinicId: 'c' })
    },
    findRequestPatient: db => worklist.findRequestPatient(db, 'p'),
  },
  'src/features/worklist/lists/list-store.ts': {
    listRequests: async db => {
      await lists.listRequests(db, viewer, {}, { limit: 25 })
      const filters = { clinicId: 'c', kind: 'cancel', claimed: 'me', overdue: true } as const
      const after = { at: now, id, urgent: true }
      await lists.listRequests(db, viewer, filters, { after, limit: 25 })
      await lists.listRequests(db, viewer, { claimed: 'none', assignee: 'me' }, { limit: 25 })
      await lists.listRequests(db, viewer, { urgentFirst: true, assignee: 'none' }, { after, limit: 25 })
      const normal = { ...after, urgent: false }
      await lists.listRequests(db, viewer, { urgentFirst: true }, { after: normal, limit: 25 })
      await lists.listRequests(db, viewer, { state: 'done', assignee: id }, { after, limit: 25 })
    },
    countListed: async db => {
      const after = { at: now, id, urgent: true }
      await lists.countListed(db, viewer, { claimed: 'none' })
      await lists.countListed(db, viewer, {}, after)
      await lists.countListed(db, viewer, { urgentFirst: true }, after)
    },
    listChosen: db => lists.listChosen(db, 'RFF', [id, id]),
  },
  'src/features/worklist/lists/overdue-store.ts': {
    listOverdue: db => overdue.listOverdue(db, viewer, 100),
    countOverdue: db => overdue.countOverdue(db, viewer),
  },
  'src/features/worklist/lapsing/lapsing-store.ts': {
    listLapsed: db => lapsing.listLapsed(db, now, 100),
    findLapsed: db => lapsing.findLapsed(db, request, now),
    fillInClinics: db => lapsing.fillInClinics(db),
  },
  'src/features/worklist/request-balance-store.ts': {
    requestBalance: db => balance.requestBalance(db, now),
  },
}
