import { text } from 'node:stream/consumers'
import type { StoredFiles } from '../../files/stored-files.ts'
import { type Block, readBlocks } from './blocks.ts'
import type { Letter } from './letter.ts'

/**
 * What a letter says; undefined when there is only the PDF. The caller has just asked for the letter, which may have been
 * taken back. Throws when its file is not exactly what was stored.
 */
export async function letterBlocks(files: StoredFiles, { htmlFileId }: Letter): Promise<Block[] | undefined> {
  if (htmlFileId === null) return undefined
  const { stream } = await files.open(htmlFileId)
  return readBlocks(await text(stream))
}
