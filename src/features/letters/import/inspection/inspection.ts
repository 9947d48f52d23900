import type { FileFormat } from '../../letter.ts'
import type { FromHtml } from '../html/html-to-blocks.ts'
import type { RefusalCode } from '../refusal.ts'

export interface PdfFacts {
  pages: number
  format: FileFormat
  /** Whether it has scripts, attached files or actions that start something. It is only ever sent as a download. */
  active: boolean
}

export interface Refused {
  refused: RefusalCode
}

/** What the files of a letter are. `fromHtml`: undefined without HTML. */
export type Inspection = { facts: PdfFacts; fromHtml: FromHtml | undefined } | Refused
