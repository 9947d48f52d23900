import { createReadStream } from 'node:fs'

/** Characters: longer than any line that we can use. */
const MAX_LINE = 20_000

/**
 * The lines of a file in UTF-8, whichever line ends it has. Undefined for a line that is too long, which is never in memory as
 * a whole.
 */
export async function* linesOf(path: string): AsyncGenerator<string | undefined> {
  let line: string | undefined = ''
  // A line end may be in two pieces of the file.
  let waiting = ''
  for await (const piece of createReadStream(path, 'utf8')) {
    const text = waiting + piece
    waiting = text.endsWith('\r') ? '\r' : ''
    const parts = text.slice(0, text.length - waiting.length).split(/\r\n|\r|\n/)
    for (const [index, part] of parts.entries()) {
      if (index > 0) {
        yield line
        line = ''
      }
      line = line === undefined || line.length + part.length > MAX_LINE ? undefined : line + part
    }
  }
  yield line
}
