import type { Services } from '../../../services.ts'
import type { PageTable, PatientPage } from '../../../web/page.ts'
import { largePrintLetter } from './large-print-letter.ts'
import { letterFile } from './letter-file.ts'
import { listLetters } from './list-letters.ts'
import { plainTextLetter } from './plain-text-letter.ts'
import { viewLetter } from './view-letter.ts'

/** The NHS App opens a letter at /document, in the singular. */
export function letterPages(services: Services): PageTable<PatientPage> {
  return {
    '/documents': listLetters(services),
    '/document/:documentId': viewLetter(services),
    '/document/:documentId/file': letterFile(services),
    '/document/:documentId/large-print': largePrintLetter(services),
    '/document/:documentId/plain-text': plainTextLetter(services),
  }
}
