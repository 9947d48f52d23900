import type { Services } from '../../../services.ts'
import { stillOpenedByNhsApp } from '../../../web/nhs-app.ts'
import { patientView, redirect } from '../../../web/outcome.ts'
import type { PatientPage } from '../../../web/page.ts'
import type { Appointment } from '../../appointments/appointments.ts'
import { reportJumpOff, reportLetterView } from '../../wayfinder/wayfinder.ts'
import type { Block } from '../blocks.ts'
import type { Letter } from '../letter.ts'
import { letterBlocks } from '../letter-files.ts'
import { letterFileName, letterTitle, sizeInWords } from '../letter-words.ts'
import { type PostNote, postNote } from '../post-note.ts'
import { viewedLetter } from '../viewed-letter.ts'
import { appointmentOf, noteReceipt, openLetter } from './opened-letter.ts'

interface Shown {
  letter: Letter
  letterTitle: string
  size: string
  fileName: string
  /** Undefined when there is only the PDF. */
  blocks: Block[] | undefined
  note: PostNote | undefined
  appointment: Appointment | undefined
}

const view = patientView<Shown>('letters/view-letter', viewedLetter)

/** The whole letter where its words are known; otherwise what it is and how to open its file. */
export function viewLetter(services: Services): PatientPage {
  const { clock, files } = services
  return {
    async show(request, response) {
      const { letter, movedTo } = await openLetter(services, request)
      if (!letter) return redirect(stillOpenedByNhsApp(movedTo, response))
      if (request.session.jumpOff?.documentId === letter.id)
        await reportJumpOff(services, request, letter.id, { what: 'letter', report: reportLetterView })
      const blocks = await letterBlocks(files, letter)
      const shown = view({
        letter,
        letterTitle: letterTitle(letter),
        size: sizeInWords(letter.file.size),
        fileName: letterFileName(letter),
        blocks,
        note: postNote(letter, clock.now(), { opens: blocks !== undefined }),
        appointment: await appointmentOf(services, request, letter),
      })
      return { ...shown, whenSent: noteReceipt(services, request, letter, blocks ? 'Read' : 'Seen') }
    },
  }
}
