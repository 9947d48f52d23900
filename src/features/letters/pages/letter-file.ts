import type { Services } from '../../../services.ts'
import { patientStream, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Letter } from '../letter.ts'
import { letterFileName } from '../letter-words.ts'
import { openedLetterFile } from '../viewed-letter.ts'
import { noteReceipt, openLetter, reportOpened } from './opened-letter.ts'

const file = patientStream<{ letter: Letter }>('letter-file', openedLetterFile)

/** The PDF, as the hospital has sent it. */
export function letterFile(services: Services): PatientPage {
  return {
    async show(request) {
      const { letter, movedTo } = await openLetter(services, request)
      if (!letter) return redirect(`${movedTo}/file`)
      const open = () => services.files.open(letter.file.id)
      const sent = file({ letter }, letterFileName(letter), open)
      const note = noteReceipt(services, request, letter, 'Read')
      const whenSent = async () => {
        await note()
        await reportOpened(services, request, letter)
      }
      return { ...sent, whenSent }
    },
  }
}
