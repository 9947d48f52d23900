import type { Feature } from '../feature.ts'

export const letters: Feature = {
  name: 'letters',
  switchable: true,
  // No handler needs these events yet.
  events: {
    'letter-added': [],
    'letter-changed': [],
    'letter-replaced': [],
    'letter-withdrawn': [],
    'letter-seen': [],
    'letter-read': [],
  },
}
