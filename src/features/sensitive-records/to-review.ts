import type { Services } from '../../services.ts'
import type { StaffActor } from '../../shared/actor.ts'
import { roleMay } from '../../shared/permissions.ts'

/** How many stated reasons wait for a review, for the start page of an auditor. */
export async function reasonsToReview({ reasonReviews }: Services, actor: StaffActor) {
  if (!roleMay(actor.role, 'read-audit')) return []
  const { all, late } = await reasonReviews.count(actor)
  if (all === 0) return []
  const what = `${all} ${all === 1 ? 'reason' : 'reasons'} for opening sensitive records to review`
  const text = late > 0 ? `${what}, ${late} of them stated more than 7 days ago` : what
  return [{ text, to: '/audit/stated-reasons' }]
}
