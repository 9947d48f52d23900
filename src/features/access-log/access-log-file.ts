import type { Services } from '../../services.ts'
import { asCsv } from '../../shared/csv.ts'
import { formatDate, london } from '../../shared/dates.ts'
import { patientFile } from '../../web/outcome.ts'
import type { PatientPage } from '../../web/page.ts'
import { type EntryInWords, inWords } from './in-words.ts'
import { listQuery, whoIn } from './list-filters.ts'

const file = patientFile<object>('who-has-seen-my-information.csv', {
  action: 'viewed-access-log',
  subject: () => 'patient',
})

/** A file is made in memory. The page says so. */
const MAX_ENTRIES = 10_000

/** The list as a file for a spreadsheet, newest first. */
export function accessLogFile({ accessLog }: Services): PatientPage {
  return {
    query: { who: listQuery.who },
    async show(request) {
      const { entries } = await accessLog.list(request.actor, { who: whoIn(request), limit: MAX_ENTRIES })
      return file({}, asCsv(entries.map(inWords).map(line), { bom: true }))
    },
  }
}

function line({ appointment, at, did, name, trust, who }: EntryInWords) {
  const local = at.toZonedDateTimeISO(london).toPlainDateTime()
  return {
    'Date and time': local.toString({ smallestUnit: 'second' }).replace('T', ' '),
    Who: who,
    Name: name ?? '',
    Trust: trust ?? '',
    'What they did': did,
    'Date of the appointment': appointment ? formatDate(appointment.startsAt) : '',
  }
}
