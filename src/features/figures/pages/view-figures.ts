import type { Services } from '../../../services.ts'
import { viewWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import type { Figures } from '../figures.ts'
import { monthIn, monthQuery } from './month-in-address.ts'

interface Shown extends Figures {
  /** Undefined when its figures are not there. */
  next: Temporal.PlainYearMonth | undefined
  previous: Temporal.PlainYearMonth
}

const view = viewWithoutPatient<Shown>('figures/view-figures')

/** The figures of the trust for a month: charts, each with its table. */
export function viewFigures({ figures }: Services): StaffPage {
  return {
    permission: 'see-figures',
    query: monthQuery,
    async show(request) {
      const shown = await figures.ofMonth(request.actor, monthIn(request))
      const { month, unfinished } = shown
      return view({
        ...shown,
        next: unfinished ? undefined : month.add({ months: 1 }),
        previous: month.subtract({ months: 1 }),
      })
    },
  }
}
