import type { Feature } from '../feature.ts'
import { actOnEvent } from './act-on-event.ts'
import { EVENT_OF } from './happening-store.ts'
import { rulePages } from './pages/rule-pages.ts'
import { ruleRunRetention } from './rule-run-store.ts'

export const rules: Feature = {
  name: 'rules',
  switchable: false,
  staffPages: rulePages,
  staffNavigation: { text: 'Rules', to: '/rules', name: 'rules' },
  listensTo: Object.fromEntries(Object.keys(EVENT_OF).map(kind => [kind, [actOnEvent]])),
  retention: [ruleRunRetention],
}
