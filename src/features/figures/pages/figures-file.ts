import type { Services } from '../../../services.ts'
import { fileWithoutPatient } from '../../../web/outcome.ts'
import type { StaffPage } from '../../../web/page.ts'
import { figuresCsv } from '../figures-csv.ts'
import { monthIn, monthQuery } from './month-in-address.ts'

const file = fileWithoutPatient('figures.csv')

/** The same figures for a spreadsheet. */
export function figuresFile({ figures }: Services): StaffPage {
  return {
    permission: 'see-figures',
    query: monthQuery,
    async show(request) {
      return file(figuresCsv(await figures.ofMonth(request.actor, monthIn(request))))
    },
  }
}
