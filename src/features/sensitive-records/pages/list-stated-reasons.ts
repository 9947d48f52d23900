import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { GUID_PATTERN } from '../../../shared/guid.ts'
import { ROLE_NAMES } from '../../../shared/permissions.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { QueryRules } from '../../../web/session/destination.ts'
import { namesOfStaff } from '../../staff/staff.ts'
import { reasonInWords } from '../reasons.ts'
import type { ReasonCursor, StatedReason } from '../stated-reason-store.ts'

type ReasonShown = StatedReason & {
  name: string | undefined
  roleName: string
  reasonText: string
  daysLate: number | undefined
}

interface Shown {
  trustOdsCode: string
  reasons: ReasonShown[]
  state: 'to-review' | 'reviewed'
  counts: { all: number; late: number }
  /** Queries of addresses: of the first page, and of the page after this one. */
  list: string
  next: string | undefined
  isFirst: boolean
}

const view = patientView<Shown>('sensitive-records/list-stated-reasons', {
  action: 'viewed-stated-reasons',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
  patientIds: ({ reasons }) => reasons.map(({ patient }) => patient.id),
})

const ON_A_PAGE = 25

/** `after`: of the last reason on the page before, the milliseconds of its time and its id. */
const listQuery = {
  state: /^reviewed$/,
  after: new RegExp(`^\\d{12,14}\\.${GUID_PATTERN}$`),
} satisfies QueryRules

/** The reasons for which staff of the trust have opened sensitive records: those to review, or those reviewed. */
export function listStatedReasons({ reasonReviews, staff }: Services): StaffPage {
  return {
    permission: 'read-audit',
    query: listQuery,
    async show(request) {
      const { actor } = request
      requireStaffPermission(actor, 'read-audit')
      const { after, state } = parametersIn(request)
      const { reasons, next } = await reasonReviews.list(actor, state, { after, limit: ON_A_PAGE })
      const nameOf = await namesOfStaff(
        staff,
        reasons.map(({ statedBy }) => statedBy),
      )
      const list = state === 'reviewed' ? '?state=reviewed' : ''
      return view({
        trustOdsCode: actor.trustOdsCode,
        reasons: reasons.map(each => ({
          ...each,
          name: nameOf(each.statedBy),
          roleName: ROLE_NAMES[each.role],
          reasonText: reasonInWords(each.reason).text,
          daysLate: reasonReviews.daysLate(each),
        })),
        state,
        counts: await reasonReviews.count(actor),
        list,
        next: next && `${list || '?'}${list && '&'}after=${next.at.epochMilliseconds}.${next.id}`,
        isFirst: after === undefined,
      })
    },
  }
}

/** What is not as declared counts as absent. */
function parametersIn({ query: { after, state } }: Request): {
  state: Shown['state']
  after: ReasonCursor | undefined
} {
  const cursor = typeof after === 'string' && listQuery.after.test(after) ? after : undefined
  const [milliseconds, id = ''] = cursor?.split('.') ?? []
  return {
    state: state === 'reviewed' ? 'reviewed' : 'to-review',
    after: cursor ? { at: Temporal.Instant.fromEpochMilliseconds(Number(milliseconds)), id } : undefined,
  }
}
