import { createHash } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import type { FileNames } from './arriving-letter.ts'
import { LetterRefused } from './refusal.ts'

/** Bytes. */
export const MAX_PDF_SIZE = 25 * 1024 * 1024
export const MAX_HTML_SIZE = 1024 * 1024

export interface LetterContent {
  pdf: Buffer
  html: Buffer | undefined
}

/** Reads the files that a manifest names. Looks at their sizes first, so that a file that is too large is not read. */
export async function readContent(folder: string, { file, html }: FileNames): Promise<LetterContent> {
  return {
    pdf: await read(folder, file, MAX_PDF_SIZE),
    html: html === undefined ? undefined : await read(folder, html, MAX_HTML_SIZE),
  }
}

/** The size of the PDF; 0 when it is not there, which {@link readContent} will say. */
export async function sizeOf(folder: string, { file }: FileNames): Promise<number> {
  return stat(join(folder, file)).then(
    ({ size }) => size,
    () => 0,
  )
}

/** Throws {@link LetterRefused} for what is no PDF by its first bytes, or too large. */
export function checkContent({ pdf, html }: LetterContent): void {
  checkSize(pdf.length, MAX_PDF_SIZE)
  if (html) checkSize(html.length, MAX_HTML_SIZE)
  if (pdf.subarray(0, 5).toString('latin1') !== '%PDF-') throw new LetterRefused('file-not-pdf')
}

/** Tells letters of one id apart. */
export function hashOf({ pdf, html }: LetterContent): string {
  const hash = createHash('sha256').update(createHash('sha256').update(pdf).digest())
  if (html) hash.update(createHash('sha256').update(html).digest())
  return hash.digest('hex')
}

async function read(folder: string, name: string, limit: number): Promise<Buffer> {
  try {
    const inside = await realpath(folder)
    const path = await realpath(join(folder, name))
    if (!path.startsWith(inside + sep)) throw new LetterRefused('file-outside')
    const found = await stat(path)
    if (!found.isFile()) throw new LetterRefused('file-missing')
    checkSize(found.size, limit)
    return await readFile(path)
  } catch (error) {
    throw refusalFor(error as NodeJS.ErrnoException)
  }
}

function checkSize(size: number, limit: number): void {
  if (size === 0) throw new LetterRefused('file-empty')
  if (size > limit) throw new LetterRefused('file-too-large')
}

const MISSING = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'ERR_INVALID_ARG_VALUE']

/** What is wrong with one file stops no import; what is wrong with the disk does. */
function refusalFor(error: NodeJS.ErrnoException): Error {
  if (MISSING.includes(error.code ?? '')) return new LetterRefused('file-missing')
  return ['EACCES', 'EPERM'].includes(error.code ?? '') ? new LetterRefused('file-unreadable') : error
}
