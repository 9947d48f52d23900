import type { Feature } from '../feature.ts'
import { lapseRequests } from './lapsing/lapse-requests.ts'
import { worklistPages } from './pages/worklist-pages.ts'
import { repliesToRead } from './replies-to-read.ts'
import { requestBalance } from './request-balance-store.ts'
import { requestsToDo } from './requests-to-do.ts'
import { countAllUntold } from './untold-store.ts'

export const worklist: Feature = {
  name: 'worklist',
  switchable: false,
  toDo: repliesToRead,
  staffToDo: requestsToDo,
  staffPages: worklistPages,
  staffNavigation: { text: 'Requests', to: '/requests', name: 'requests' },
  jobs: [lapseRequests],
  gauges: [
    {
      help: {
        change_requests_received: 'Change requests that patients have ever made.',
        change_requests: 'Change requests by state: open, done, declined, withdrawn or lapsed.',
        change_requests_unaccounted:
          'Change requests that have no state, or one that contradicts their history or their appointment.',
      },
      // It counts every request, and reads the history of those that are open or were closed lately.
      keepForMinutes: 10,
      labels: { change_requests: 'state' },
      async read(database, now) {
        const { received, byState, unaccounted } = await requestBalance(database, now)
        return {
          change_requests_received: received,
          change_requests: byState,
          change_requests_unaccounted: unaccounted,
        }
      },
    },
    {
      help: { change_requests_untold: 'Change requests whose patient has not been told the outcome.' },
      read: async database => ({ change_requests_untold: await countAllUntold(database) }),
    },
  ],
  // No handler needs these events yet.
  events: {
    'request-claimed': [],
    'request-taken-over': [],
    'request-released': [],
    'request-noted': [],
    'request-assigned': [],
    'request-unassigned': [],
    'request-marked-urgent': [],
    'request-marked-normal': [],
    'request-told': [],
    'request-done': [],
    'request-declined': [],
    'request-withdrawn': [],
    'request-lapsed': [],
  },
}
