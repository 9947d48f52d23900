import type { Services } from '../../../services.ts'
import { patientView } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Letter } from '../letter.ts'
import type { LetterChoice } from '../letter-choice-store.ts'
import type { LetterCount, LetterFilter } from '../letter-store.ts'
import { letterTitle } from '../letter-words.ts'
import { type PostNote, postNote } from '../post-note.ts'
import { filterIn, listQuery, pageIn, queryOf } from './letter-filters.ts'

interface Shown {
  letters: (Letter & { title: string; note: PostNote | undefined })[]
  total: number
  /** Of all letters, whatever the filter. */
  hasAny: boolean
  filter: LetterFilter
  /** Undefined when there are so few letters that a filter is of no use. */
  filters: Choices | undefined
  /** How they get letters, at the hospitals of these letters that let them choose. */
  choices: LetterChoice[]
  page: number
  next: string | undefined
  first: string
}

interface Choice {
  text: string
  query: string
  isChosen: boolean
  /** A name, which is not translated. */
  isName?: boolean
}

interface Choices {
  hospitals: Choice[]
  years: Choice[]
}

const view = patientView<Shown>('letters/list-letters', {
  action: 'viewed-letters',
  subject: () => 'patient',
})

const ON_A_PAGE = 20
/** With fewer letters a filter is in the way. */
const FILTERED_ABOVE = 10

/** The letters of the patient, newest first. */
export function listLetters({ clock, letters, lettersByPost }: Services): PatientPage {
  return {
    query: listQuery,
    async show(request) {
      const { actor } = request
      const filter = filterIn(request)
      const page = pageIn(request)
      const counts = await letters.count(actor)
      const total = sum(counts.filter(each => isIn(filter, each)))
      const listed = await letters.list(actor, filter, { page, limit: ON_A_PAGE })
      const choices = await lettersByPost.choices(actor)
      const now = clock.now()
      return view({
        letters: listed.map(each => ({
          ...each,
          title: letterTitle(each),
          note: postNote(each, now, { opens: false }),
        })),
        total,
        hasAny: counts.length > 0,
        filter,
        filters: sum(counts) > FILTERED_ABOVE ? choicesOf(counts, filter) : undefined,
        choices: choices.filter(({ trustOdsCode }) =>
          counts.some(each => each.trustOdsCode === trustOdsCode),
        ),
        page,
        next: page * ON_A_PAGE < total ? queryOf(filter, page + 1) : undefined,
        first: queryOf(filter),
      })
    },
  }
}

function sum(counts: readonly LetterCount[]): number {
  return counts.reduce((total, each) => total + each.total, 0)
}

function isIn({ trustOdsCode, year }: LetterFilter, count: LetterCount): boolean {
  return (
    (trustOdsCode === undefined || trustOdsCode === count.trustOdsCode) &&
    (year === undefined || year === count.year)
  )
}

function choicesOf(counts: readonly LetterCount[], { trustOdsCode, year }: LetterFilter): Choices {
  const names = new Map(counts.map(count => [count.trustOdsCode, count.trustName]))
  const years = [...new Set(counts.map(count => count.year))].toSorted((one, other) => other - one)
  return {
    hospitals: [
      { text: 'All hospitals', query: queryOf({ year }), isChosen: trustOdsCode === undefined },
      ...[...names].map(([code, text]) => ({
        text,
        isName: true,
        query: queryOf({ trustOdsCode: code, year }),
        isChosen: code === trustOdsCode,
      })),
    ],
    years: [
      { text: 'All years', query: queryOf({ trustOdsCode }), isChosen: year === undefined },
      ...years.map(each => ({
        text: String(each),
        query: queryOf({ trustOdsCode, year: each }),
        isChosen: each === year,
      })),
    ],
  }
}
