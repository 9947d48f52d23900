import type { Feature } from '../feature.ts'
import { appointmentPages } from './appointment-pages.ts'
import { openRequestAges } from './change-request-store.ts'
import { refusalView } from './refusal-views.ts'
import { unfinishedChanges } from './unfinished-changes.ts'

export const appointments: Feature = {
  name: 'appointments',
  switchable: false,
  patientPages: appointmentPages,
  refusalView,
  toDo: unfinishedChanges,
  navigation: { text: 'Your appointments', to: '/appointments', name: 'appointments' },
  gauges: [
    {
      help: {
        change_requests_past_promise: 'Change requests still open after the time the patient was promised.',
        change_requests_open:
          'Change requests not decided yet, by their age: up to 1, 3 or 7 days, or older.',
      },
      labels: { change_requests_open: 'age' },
      async read(database, now) {
        const { byAge, pastPromise } = await openRequestAges(database, now)
        return { change_requests_past_promise: pastPromise, change_requests_open: byAge }
      },
    },
  ],
  // No handler needs these events yet. Wayfinder has its own queue, the table `reporting_event`, because it takes
  // events in batches and in one order.
  events: {
    'appointment-cancelled': [],
    'cancellation-requested': [],
    'appointment-moved': [],
    'appointment-booked': [],
    'appointment-scheduled': [],
    'reschedule-requested': [],
    'new-time-needed': [],
  },
}
