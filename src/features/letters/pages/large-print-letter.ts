import type { Services } from '../../../services.ts'
import { NotFound } from '../../../shared/errors.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Block } from '../blocks.ts'
import type { Letter } from '../letter.ts'
import { letterBlocks } from '../letter-files.ts'
import { letterTitle } from '../letter-words.ts'
import { viewedLetter } from '../viewed-letter.ts'
import { noteReceipt, openLetter } from './opened-letter.ts'

const view = patientView<{ letter: Letter; letterTitle: string; blocks: Block[] }>(
  'letters/large-print-letter',
  viewedLetter,
)

/** The letter in large print, on the screen and on paper. Only where its words are known. */
export function largePrintLetter(services: Services): PatientPage {
  return {
    async show(request) {
      const { letter, movedTo } = await openLetter(services, request)
      if (!letter) return redirect(`${movedTo}/large-print`)
      const blocks = await letterBlocks(services.files, letter)
      if (!blocks) throw new NotFound()
      const shown = view({ letter, letterTitle: letterTitle(letter), blocks })
      return { ...shown, whenSent: noteReceipt(services, request, letter, 'Read') }
    },
  }
}
