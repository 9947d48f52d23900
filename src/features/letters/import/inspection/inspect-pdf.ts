import { getDocument, type PDFDocumentProxy } from 'unpdf/pdfjs'
import type { PdfFacts, Refused } from './inspection.ts'

/** Pages that are searched for text: a letter with a picture on the front still has words soon after. */
const PAGES_SEARCHED = 20

/** Names that stand in a PDF for something that acts, unless they are compressed; pdf.js finds those. */
const ACTIVE = /\/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)\b/

/** What a PDF is, read by pdf.js with nothing in it run. */
export async function inspectPdf(pdf: Uint8Array): Promise<PdfFacts | Refused> {
  const active = ACTIVE.test(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1'))
  const loading = getDocument({
    data: pdf,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: false,
    verbosity: 0,
  })
  try {
    const document = await loading.promise
    const hasText = await findText(document)
    const tagged = (await document.getMarkInfo())?.Marked === true
    return {
      pages: document.numPages,
      format: hasText ? (tagged ? 'tagged' : 'text') : 'image',
      active: active || (await acts(document)),
    }
  } catch (error) {
    return {
      refused:
        error instanceof Error && error.name === 'PasswordException' ? 'file-encrypted' : 'file-damaged',
    }
  } finally {
    await loading.destroy()
  }
}

async function findText(document: PDFDocumentProxy): Promise<boolean> {
  for (let number = 1; number <= Math.min(document.numPages, PAGES_SEARCHED); number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    if (items.some(item => 'str' in item && /[\p{L}\p{N}]/u.test(item.str))) return true
  }
  return false
}

async function acts(document: PDFDocumentProxy): Promise<boolean> {
  return Boolean((await document.getJSActions()) ?? (await document.getAttachments()))
}
