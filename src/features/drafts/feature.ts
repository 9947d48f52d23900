import type { Feature } from '../feature.ts'
import { draftRetention } from './draft-store.ts'

export const drafts: Feature = {
  name: 'drafts',
  switchable: false,
  retention: [draftRetention],
}
