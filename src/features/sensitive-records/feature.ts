import type { Feature } from '../feature.ts'
import { listStatedReasons } from './pages/list-stated-reasons.ts'
import { reviewStatedReason } from './pages/review-stated-reason.ts'
import { stateReason } from './pages/state-reason.ts'
import { reasonsToReview } from './to-review.ts'

export const sensitiveRecords: Feature = {
  name: 'sensitive-records',
  switchable: false,
  staffPages: services => ({
    '/patients/:patientId/state-reason': stateReason(services),
    '/audit/stated-reasons': listStatedReasons(services),
    '/audit/stated-reasons/:reasonId': reviewStatedReason(services),
  }),
  staffToDo: reasonsToReview,
}
