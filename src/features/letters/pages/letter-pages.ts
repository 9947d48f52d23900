import type { Services } from '../../../services.ts'
import type { PageTable, PatientPage, StaffPage } from '../../../web/page.ts'
import { chooseLettersByPost } from './choose-letters-by-post.ts'
import { largePrintLetter } from './large-print-letter.ts'
import { letterFile } from './letter-file.ts'
import { lettersToPostFile } from './letters-to-post-file.ts'
import { listLetters } from './list-letters.ts'
import { listLettersToPost } from './list-letters-to-post.ts'
import { plainTextLetter } from './plain-text-letter.ts'
import { viewLetter } from './view-letter.ts'

/** The NHS App opens a letter at /document, in the singular. */
export function letterPages(services: Services): PageTable<PatientPage> {
  return {
    '/documents': listLetters(services),
    '/documents/by-post': chooseLettersByPost(services),
    '/document/:documentId': viewLetter(services),
    '/document/:documentId/file': letterFile(services),
    '/document/:documentId/large-print': largePrintLetter(services),
    '/document/:documentId/plain-text': plainTextLetter(services),
  }
}

export function letterStaffPages(services: Services): PageTable<StaffPage> {
  return {
    '/letters': listLettersToPost(services),
    '/letters/file': lettersToPostFile(services),
  }
}
