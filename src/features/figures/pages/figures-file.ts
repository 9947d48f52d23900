import type { Services } from '../../../services.ts'
import { patientFile } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { figuresCsv } from '../figures-csv.ts'
import { monthIn, monthQuery } from './month-in-address.ts'

const file = patientFile<{ trustOdsCode: string }>('figures.csv', {
  action: 'saved-figures',
  subject: ({ trustOdsCode }) => ({ type: 'trust', id: trustOdsCode }),
})

/** The same figures for a spreadsheet. */
export function figuresFile({ figures }: Services): StaffPage {
  return {
    permission: 'see-figures',
    query: monthQuery,
    async show(request) {
      const shown = await figures.ofMonth(request.actor, monthIn(request))
      return file(shown, figuresCsv(shown))
    },
  }
}
