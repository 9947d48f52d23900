import { parentPort } from 'node:worker_threads'
import { htmlToBlocks } from '../html/html-to-blocks.ts'
import { LetterRefused } from '../refusal.ts'
import { inspectPdf } from './inspect-pdf.ts'
import type { Inspection } from './inspection.ts'

/** Runs in a thread of its own, which can be ended when a file takes too much time or memory. */
parentPort?.on('message', async files => parentPort?.postMessage(await inspect(files)))

async function inspect({
  pdf,
  html,
}: {
  pdf: Uint8Array
  html: Uint8Array | undefined
}): Promise<Inspection> {
  const facts = await inspectPdf(pdf)
  if ('refused' in facts) return facts
  try {
    return { facts, fromHtml: html && htmlToBlocks(Buffer.from(html)) }
  } catch (error) {
    if (error instanceof LetterRefused) return { refused: error.code }
    throw error
  }
}
