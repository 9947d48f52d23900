import type { Database } from '../../../database/database.ts'
import { isDuplicateKey } from '../../../database/faults.ts'
import { StaleVersion } from '../../../database/idempotent.ts'
import { retryTransient } from '../../../database/retry-transient.ts'
import type { StoredFiles } from '../../../files/stored-files.ts'
import type { Clock } from '../../../shared/clock.ts'
import type { ArrivingLetter } from './arriving-letter.ts'
import { findKnownLetter } from './import-store.ts'
import type { LetterInspector } from './inspection/letter-inspector.ts'
import { checkContent, hashOf, type LetterContent } from './letter-content.ts'
import { LetterRefused } from './refusal.ts'
import { type CheckedLetter, type Stored, storeLetter } from './store-letter.ts'

export interface Arrival {
  letter: ArrivingLetter
  /** Undefined for a letter that is only withdrawn. May throw {@link LetterRefused}. */
  content: (() => Promise<LetterContent>) | undefined
}

export interface Taken {
  stored: Stored
  /** What the hospital may want to know: fixed codes and names of elements. */
  notes: string[]
}

export interface Refused {
  refused: LetterRefused
}

export type Outcome = Taken | Refused

interface Checked {
  checked: CheckedLetter
  notes: string[]
}

interface Dependencies {
  database: Database
  files: StoredFiles
  inspector: LetterInspector
  clock: Clock
}

/** Attempts, when another import changes the same letters. */
const MAX_ATTEMPTS = 3

/** Takes letters of hospitals in, each one only once, and refuses what is wrong without stopping for it. */
export class LetterImporter {
  readonly #dependencies: Dependencies

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies
  }

  /** Takes these letters in, in their order, in one transaction. Answers what became of each. */
  async take(arrivals: readonly (Arrival | Refused)[], attemptsLeft = MAX_ATTEMPTS): Promise<Outcome[]> {
    const checked = await Promise.all(
      arrivals.map(each => ('refused' in each ? each : orRefusal(() => this.#check(each)))),
    )
    const { clock, database, files } = this.#dependencies
    try {
      return await retryTransient(() =>
        database.transaction(async transaction => {
          const outcomes: Outcome[] = []
          for (const each of checked)
            outcomes.push(
              'refused' in each
                ? each
                : await orRefusal(async () => ({
                    stored: await storeLetter(transaction, files, each.checked, clock.now()),
                    notes: each.notes,
                  })),
            )
          return outcomes
        }),
      )
    } catch (error) {
      if (attemptsLeft <= 1 || !(isDuplicateKey(error) || error instanceof StaleVersion)) throw error
      return this.take(arrivals, attemptsLeft - 1)
    }
  }

  async #check({ letter, content: read }: Arrival): Promise<Checked> {
    if (!read) return { checked: { letter, content: undefined }, notes: [] }
    const content = await read()
    checkContent(content)
    const hash = hashOf(content)
    const { pdf, html } = content
    const known = await findKnownLetter(this.#dependencies.database, letter)
    // A letter that is there already needs no second look.
    if (known)
      return { checked: { letter, content: { hash, pdf, facts: undefined, blocks: undefined } }, notes: [] }
    const inspection = await this.#dependencies.inspector.inspect(content)
    if ('refused' in inspection) throw new LetterRefused(inspection.refused)
    const { facts, fromHtml } = inspection
    const { blocks, leftOut } = fromHtml ?? { blocks: undefined, leftOut: [] }
    const notes = [
      ...(facts.active ? ['active-content'] : []),
      ...(facts.format === 'image' && !blocks ? ['no-text'] : []),
      ...(html && !blocks ? ['html-not-used'] : []),
      ...(leftOut.length > 0 ? [`left-out: ${leftOut.join(', ')}`] : []),
    ]
    return { checked: { letter, content: { hash, pdf, facts, blocks } }, notes }
  }
}

async function orRefusal<Result>(act: () => Promise<Result>): Promise<Result | Refused> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof LetterRefused) return { refused: error }
    throw error
  }
}
