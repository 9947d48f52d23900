import type { Feature } from '../feature.ts'
import { lapseTasks } from './lapse-tasks.ts'
import { taskPages } from './pages/task-pages.ts'
import { countPastPromise, taskBalance } from './task-balance-store.ts'
import { taskEventRetention } from './task-event-store.ts'
import { taskRetention } from './task-store.ts'
import { tasksToDo } from './tasks-to-do.ts'

export const tasks: Feature = {
  name: 'tasks',
  switchable: false,
  staffToDo: tasksToDo,
  staffPages: taskPages,
  staffNavigation: { text: 'Tasks', to: '/tasks', name: 'tasks' },
  jobs: [lapseTasks],
  retention: [taskEventRetention, taskRetention],
  gauges: [
    {
      help: {
        tasks_received: 'Tasks for staff that were ever opened and are kept.',
        tasks: 'Tasks for staff by state: open, closed or withdrawn.',
        tasks_unaccounted: 'Tasks for staff whose state contradicts their history.',
      },
      // It reads every task and its history.
      keepForMinutes: 10,
      labels: { tasks: 'state' },
      async read(database) {
        const { received, byState, unaccounted } = await taskBalance(database)
        return { tasks_received: received, tasks: byState, tasks_unaccounted: unaccounted }
      },
    },
    {
      help: { tasks_past_promise: 'Tasks for staff still open after the promised time.' },
      read: async (database, now) => ({ tasks_past_promise: await countPastPromise(database, now) }),
    },
  ],
  // No handler needs these events yet.
  events: {
    'task-claimed': [],
    'task-taken-over': [],
    'task-released': [],
    'task-noted': [],
    'task-assigned': [],
    'task-unassigned': [],
    'task-marked-urgent': [],
    'task-marked-normal': [],
    'task-closed': [],
    'task-withdrawn': [],
  },
}
