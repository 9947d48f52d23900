import type { Services } from '../../../services.ts'
import { requireStaffPermission } from '../../../shared/actor.ts'
import { patientView } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { type QuestionnaireStage, stageOf } from '../questionnaire.ts'
import type { ListedQuestionnaire, QuestionnaireFilters } from '../questionnaire-list-store.ts'
import { filtersIn, listQuery, pageIn, queryOf } from './questionnaire-filters.ts'

interface Shown {
  trustOdsCode: string
  items: (ListedQuestionnaire & { stage: QuestionnaireStage })[]
  toReview: { total: number; flagged: number }
  filters: QuestionnaireFilters
  isFiltered: boolean
  page: number
  /** Queries of addresses: of this list, and of the pages beside this one. */
  list: string
  next: string | undefined
}

const view = patientView<Shown>('questionnaires/asked-questionnaires', {
  action: 'viewed-sent-answers',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
  patientIds: ({ items }) => items.map(({ patientId }) => patientId),
})

const ON_A_PAGE = 25

/** The questionnaires of the trust: answers to review, flagged ones first, unless the filters say otherwise. */
export function askedQuestionnaires({ clock, staffQuestionnaires }: Services): StaffPage {
  return {
    permission: 'read-answers',
    query: listQuery,
    async show(request) {
      const { actor } = request
      requireStaffPermission(actor, 'read-answers')
      const filters = filtersIn(request)
      const page = pageIn(request)
      const { hasMore, items } = await staffQuestionnaires.list(actor, filters, { page, limit: ON_A_PAGE })
      const now = clock.now()
      return view({
        trustOdsCode: actor.trustOdsCode,
        items: items.map(each => ({ ...each, stage: stageOf(each, now) })),
        toReview: await staffQuestionnaires.countToReview(actor),
        filters,
        isFiltered: queryOf(filters) !== '',
        page,
        list: queryOf(filters),
        next: hasMore ? queryOf(filters, page + 1) : undefined,
      })
    },
  }
}
