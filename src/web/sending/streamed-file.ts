import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'

/** What is sent of a file: nothing in it may run, and nothing in it is taken for something else. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  // Parts of a file cannot be asked for: each part would count as the whole.
  'Accept-Ranges': 'none',
}

export interface OpenedFile {
  /** Bytes. */
  size: number
  stream: Readable
}

/** Sends a file as an attachment, as fast as it is received. A fault of its stream cuts the response off. */
export async function sendStream(
  request: Request,
  response: Response,
  fileName: string,
  { size, stream }: OpenedFile,
): Promise<void> {
  response.attachment(fileName).set({ ...HEADERS, 'Content-Length': String(size) })
  if (request.method === 'HEAD') {
    stream.destroy()
    response.end()
    return
  }
  try {
    await pipeline(stream, response)
  } catch (error) {
    if (!isCutOff(error)) throw error
  }
}

/** The visitor has stopped the download or lost the connection. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'
}
