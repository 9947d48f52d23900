/** Reads the whole body. Throws RangeError when it is longer than `maxBytes`. */
export async function readUpTo(maxBytes: number, response: Response): Promise<Blob> {
  const chunks: BlobPart[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > maxBytes) throw new RangeError('The response is too long')
    chunks.push(chunk)
  }
  return new Blob(chunks)
}
