import { createCipheriv, createDecipheriv } from 'node:crypto'

/*
 * The content of a file, encrypted in chunks of 64 KiB with AES-256-GCM, so that each can be checked before it is given out
 * (the STREAM construction). Every file has a key of its own, under which a nonce is never repeated: the number of the chunk,
 * and whether it is the last. So no chunk can be changed, moved, repeated, left out or taken from another file, and the end
 * cannot be cut off or extended.
 */

export const CHUNK_SIZE = 64 * 1024
export const TAG_SIZE = 16
export const SEALED_CHUNK_SIZE = CHUNK_SIZE + TAG_SIZE

const CIPHER = 'aes-256-gcm'

/** Without it Node also accepts a tag of 4 bytes, which can be guessed. */
const OPTIONS = { authTagLength: TAG_SIZE }

/** A file of no bytes has one chunk, of none. */
export function countChunks(size: number): number {
  return Math.max(1, Math.ceil(size / CHUNK_SIZE))
}

/** The content in encrypted chunks. Holds one chunk in memory. */
export async function* sealChunks(key: Buffer, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let number = 0
  const waiting = Buffer.alloc(CHUNK_SIZE)
  let filled = 0
  for await (const bytes of source)
    for (let taken = 0; taken < bytes.length; ) {
      // Only what follows a full chunk shows that it is not the last.
      if (filled === CHUNK_SIZE) {
        yield sealChunk(key, number++, false, waiting)
        filled = 0
      }
      const part = bytes.subarray(taken, taken + CHUNK_SIZE - filled)
      waiting.set(part, filled)
      filled += part.length
      taken += part.length
    }
  yield sealChunk(key, number, true, waiting.subarray(0, filled))
}

/** The chunk, followed by its tag. */
function sealChunk(key: Buffer, number: number, isLast: boolean, chunk: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonceOf(number, isLast), OPTIONS)
  return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
}

/** Throws unless this is the chunk of this number of the file with this key, unchanged. */
export function openChunk(key: Buffer, number: number, isLast: boolean, sealed: Buffer): Buffer {
  if (sealed.length < TAG_SIZE) throw new Error('A chunk is too short')
  const decipher = createDecipheriv(CIPHER, key, nonceOf(number, isLast), OPTIONS)
  decipher.setAuthTag(sealed.subarray(-TAG_SIZE))
  // `final` throws before the decrypted bytes leave this function.
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_SIZE)), decipher.final()])
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce[11] = isLast ? 1 : 0
  return nonce
}
