import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Request, RequestHandler } from 'express'

/** Characters. Shorter text would fit into one network packet anyway. */
const MIN_LENGTH = 1024

/**
 * A window of 64 KB is enough for a page, and the default one of 4 MB takes longer to prepare than a page to compress.
 * Each step of quality from 3 to 5 saves 200 bytes of a page and takes 0.06 ms: see docs/measured.md.
 */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_LGWIN]: 16 } }

const ENCODINGS = {
  br: (text: string) => brotliCompressSync(text, BROTLI),
  gzip: (text: string) => gzipSync(text),
}

/** Asked for one at a time: given both, Express would use the browser's order, in which gzip comes first. */
export function bestEncoding(request: Request): keyof typeof ENCODINGS | undefined {
  return (['br', 'gzip'] as const).find(name => request.acceptsEncodings(name))
}

/**
 * Compresses the text of a response when it is sent: at once, because a stream in another thread takes five times the
 * processor time. session/csrf.ts protects against attacks that use the compressed length.
 */
export const compressPages: RequestHandler = (request, response, next) => {
  const { send } = response
  response.send = body => {
    if (typeof body !== 'string') return send.call(response, body)
    response.vary('Accept-Encoding')
    if (body.length < MIN_LENGTH) return send.call(response, body)
    const encoding = bestEncoding(request)
    if (!encoding || request.method === 'HEAD') return send.call(response, body)
    const type = response.get('Content-Type') ?? 'text/html'
    response.set('Content-Type', type.includes('charset=') ? type : `${type}; charset=utf-8`)
    response.set('Content-Encoding', encoding)
    return send.call(response, ENCODINGS[encoding](body))
  }
  next()
}
