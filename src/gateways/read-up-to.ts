/** The whole of an answer. Throws RangeError when it is longer than `limit` bytes. */
export async function readUpTo(limit: number, response: Response): Promise<Blob> {
  const chunks: BlobPart[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > limit) throw new RangeError('The answer is too long')
    chunks.push(chunk)
  }
  return new Blob(chunks)
}
