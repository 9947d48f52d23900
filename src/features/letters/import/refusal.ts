/** Why a letter is not taken. The codes are all that a report says, so that it has no personal data. */
export const REFUSALS = {
  'not-a-record': 'the line is not CSV or JSON as the manifest needs it',
  'wrong-field': 'a field is missing, unknown or not of its form',
  'trust-unknown': 'no trust has this ODS code',
  'patient-unknown': 'no patient has this NHS number',
  'date-of-birth-differs': 'the patient with this NHS number was born on another day',
  'specialty-unknown': 'no treatment function has this code',
  'appointment-unknown': 'the patient has no appointment of this PAS id at the trust',
  'date-in-future': 'the letter is dated later than tomorrow',
  'supersedes-unknown': 'the patient has no letter of this id at the trust that it could replace',
  'already-superseded': 'another letter has replaced that one already',
  'letter-unknown': 'the trust has no letter of this id for the patient that could be withdrawn',
  'letter-withdrawn': 'the letter was withdrawn and cannot come back: give it a new id',
  'changed-letter':
    'there is a letter of this id with another content: give it a new id, and say which it supersedes',
  'other-patient': 'there is a letter of this id for another patient',
  'file-missing': 'the file is not there',
  'file-unreadable': 'the import has no permission to read the file',
  'file-outside': 'the file is not in the folder of the manifest',
  'file-empty': 'the file has 0 bytes',
  'file-too-large': 'the file has more than 25 MB, or the HTML more than 1 MB',
  'file-not-pdf': 'the file is not a PDF, whatever its name is',
  'file-encrypted': 'the PDF needs a password',
  'file-damaged': 'the PDF cannot be read',
  'file-too-complex': 'the PDF takes too much time or memory to read',
  'html-not-utf-8': 'the HTML is not UTF-8',
  'html-too-complex': 'the HTML is nested too deeply or has too many parts',
} as const

export type RefusalCode = keyof typeof REFUSALS

/** A letter is not taken. */
export class LetterRefused extends Error {
  override readonly name = 'LetterRefused'
  readonly code: RefusalCode
  /** The name of a field, which is ours. */
  readonly field: string | undefined

  constructor(code: RefusalCode, field?: string) {
    super(REFUSALS[code])
    this.code = code
    this.field = field
  }
}
