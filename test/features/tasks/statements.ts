import * as lapsed from '../../../src/features/tasks/lapsed-task-store.ts'
import * as balance from '../../../src/features/tasks/task-balance-store.ts'
import * as events from '../../../src/features/tasks/task-event-store.ts'
import * as list from '../../../src/features/tasks/task-list-store.ts'
import * as tasks from '../../../src/features/tasks/task-store.ts'
import type { Statements } from '../../database/statements.ts'

const id = '00000000-0000-4000-8000-000000000000'
const now = Temporal.Instant.from('2026-07-01T08:30:00Z')
const kinds = ['contact-request']
const after = { at: now, id, urgent: true }
const viewer = { trustOdsCode: 'RFF', userId: 'u', kinds, now }
const theirs = { patientId: 'p', kind: 'contact-request' }
const task = { id, version: 1 }
const staff = { kind: 'staff', userId: 'u', role: 'booking-team', trustOdsCode: 'RFF' } as const

export const statements: Statements = {
  'src/features/tasks/task-store.ts': {
    addTask: db =>
      tasks.addTask(db, {
        ...theirs,
        id,
        trustOdsCode: 'RFF',
        appointmentId: null,
        openedAt: now,
        promisedBy: now,
      }),
    findTaskOfTrust: db => tasks.findTaskOfTrust(db, viewer, id),
    findTaskOfPatient: db => tasks.findTaskOfPatient(db, theirs, id),
    listTasksOfPatient: db => tasks.listTasksOfPatient(db, theirs, { limit: 21, offset: 20 }),
    countOpenOfPatient: db => tasks.countOpenOfPatient(db, theirs),
    saveTask: async db => {
      await tasks.saveTask(db, task, { claim: { by: 'u', at: now, until: now } })
      await tasks.saveTask(db, task, { assignedTo: 'u' })
      await tasks.saveTask(db, task, { priority: 'urgent' })
      const closed = { status: 'closed', outcome: 'answered-here', reply: 'Yes.', at: now, by: 'u' } as const
      await tasks.saveTask(db, task, { claim: null, closed })
    },
  },
  'src/features/tasks/lapsed-task-store.ts': {
    listOfDead: db => lapsed.listOfDead(db, 100),
    findOfDead: db => lapsed.findOfDead(db, task),
  },
  'src/features/tasks/task-event-store.ts': {
    addTaskEvent: db => events.addTaskEvent(db, task, { event: 'noted', actor: staff, at: now, note: 'n' }),
    listTaskEvents: db => events.listTaskEvents(db, id),
  },
  'src/features/tasks/task-list-store.ts': {
    findOpeningHours: db => list.findOpeningHours(db, 'RFF'),
    listTasks: async db => {
      await list.listTasks(db, viewer, {}, { limit: 25 })
      const filters = { kind: 'contact-request', claimed: 'me', overdue: true } as const
      await list.listTasks(db, viewer, filters, { after, limit: 25 })
      await list.listTasks(db, viewer, { claimed: 'none', assignee: 'me' }, { limit: 25 })
      await list.listTasks(db, viewer, { urgentFirst: true, assignee: 'none' }, { after, limit: 25 })
      const normal = { ...after, urgent: false }
      await list.listTasks(db, viewer, { urgentFirst: true, assignee: id }, { after: normal, limit: 25 })
      await list.listTasks(db, viewer, { state: 'closed' }, { after, limit: 25 })
    },
    listChosenTasks: db => list.listChosenTasks(db, viewer, [id, id]),
    countListed: async db => {
      await list.countListed(db, viewer, { overdue: true })
      await list.countListed(db, viewer, {}, after)
      await list.countListed(db, viewer, { urgentFirst: true }, after)
    },
    countTasks: db => list.countTasks(db, viewer, {}),
    findTaskPatient: db => list.findTaskPatient(db, 'p'),
  },
  'src/features/tasks/task-balance-store.ts': {
    taskBalance: db => balance.taskBalance(db),
    countPastPromise: db => balance.countPastPromise(db, now),
  },
}
