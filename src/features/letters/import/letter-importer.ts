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

/** A letter whose content is being looked at by a thread, while the next are read. */
interface Begun {
  letter: ArrivingLetter
  content: LetterContent
  hash: string
  inspection: ReturnType<LetterInspector['inspect']>
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
    const begun: (Begun | Checked | Refused)[] = []
    for (const each of arrivals)
      begun.push('refused' in each ? each : await orRefusal(() => this.#begin(each)))
    const checked: (Checked | Refused)[] = []
    for (const each of begun) checked.push('inspection' in each ? await orRefusal(() => finish(each)) : each)
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

  async #begin({ letter, content: read }: Arrival): Promise<Begun | Checked> {
    if (!read) return { checked: { letter, content: undefined }, notes: [] }
    const content = await read()
    checkContent(content)
    const hash = hashOf(content)
    const known = await findKnownLetter(this.#dependencies.database, letter)
    // A letter that is there already needs no second look.
    if (known)
      return {
        checked: { letter, content: { hash, pdf: content.pdf, facts: undefined, blocks: undefined } },
        notes: [],
      }
    return { letter, content, hash, inspection: this.#dependencies.inspector.inspect(content) }
  }
}

async function finish({ letter, content: { pdf, html }, hash, inspection }: Begun): Promise<Checked> {
  const inspected = await inspection
  if ('refused' in inspected) throw new LetterRefused(inspected.refused)
  const { facts, fromHtml } = inspected
  const { blocks, leftOut } = fromHtml ?? { blocks: undefined, leftOut: [] }
  const notes = [
    ...(facts.active ? ['active-content'] : []),
    ...(facts.format === 'image' && !blocks ? ['no-text'] : []),
    ...(html && !blocks ? ['html-not-used'] : []),
    ...(leftOut.length > 0 ? [`left-out: ${leftOut.join(', ')}`] : []),
  ]
  return { checked: { letter, content: { hash, pdf, facts, blocks } }, notes }
}

async function orRefusal<Result>(act: () => Promise<Result>): Promise<Result | Refused> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof LetterRefused) return { refused: error }
    throw error
  }
}
