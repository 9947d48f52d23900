import type { Services } from '../../../services.ts'
import { NotFound } from '../../../shared/errors.ts'
import { patientFile, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Letter } from '../letter.ts'
import { letterBlocks } from '../letter-files.ts'
import { letterText } from '../letter-text.ts'
import { letterTitle } from '../letter-words.ts'
import { openedLetterFile } from '../viewed-letter.ts'
import { noteReceipt, openLetter } from './opened-letter.ts'

// What it is about and whose it is are left out: the name stays on the phone or the computer.
const file = patientFile<{ letter: Letter }>('hospital-letter.txt', openedLetterFile)

/** The letter as a file of plain text. Only where its words are known. */
export function plainTextLetter(services: Services): PatientPage {
  return {
    async show(request) {
      const { letter, movedTo } = await openLetter(services, request)
      if (!letter) return redirect(`${movedTo}/plain-text`)
      const blocks = await letterBlocks(services.files, letter)
      if (!blocks) throw new NotFound()
      const sent = file({ letter }, letterText(letterTitle(letter), blocks))
      return { ...sent, whenSent: noteReceipt(services, request, letter, 'Read') }
    },
  }
}
