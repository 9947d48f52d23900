import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { SEALED_CHUNK_SIZE } from './chunk-cipher.ts'

/*
 * Encrypted content in a folder: a file for each, named by its id, in subfolders by the first two characters. It has no
 * header: without its row in the database, which has its key, it cannot be read by anyone.
 */

/** A file that is being written. What a crash leaves of it is removed by the nightly check. */
export const UNFINISHED = '.part'

/** Resolves when the whole file is on the disk. */
export async function writeToFolder(
  folder: string,
  fileId: string,
  chunks: AsyncIterable<Buffer>,
): Promise<void> {
  const path = pathOf(folder, fileId)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const temporary = `${path}${UNFINISHED}`
  try {
    const file = await open(temporary, 'wx', 0o600)
    try {
      for await (const chunk of chunks) await file.writeFile(chunk)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** The encrypted chunks from a number on: up to `limit`. None when the file is not there. */
export async function readFromFolder(
  folder: string,
  fileId: string,
  from: number,
  limit: number,
): Promise<Buffer[]> {
  const file = await open(pathOf(folder, fileId)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!file) return []
  try {
    const buffer = Buffer.alloc(limit * SEALED_CHUNK_SIZE)
    let filled = 0
    for (;;) {
      const position = from * SEALED_CHUNK_SIZE + filled
      const { bytesRead } = await file.read(buffer, filled, buffer.length - filled, position)
      filled += bytesRead
      if (bytesRead === 0 || filled === buffer.length) break
    }
    const starts = Array.from({ length: Math.ceil(filled / SEALED_CHUNK_SIZE) }, (_, index) => index)
    return starts.map(index =>
      buffer.subarray(index * SEALED_CHUNK_SIZE, Math.min(filled, (index + 1) * SEALED_CHUNK_SIZE)),
    )
  } finally {
    await file.close()
  }
}

export async function removeFromFolder(folder: string, fileId: string): Promise<void> {
  await rm(pathOf(folder, fileId), { force: true })
}

/** Two hexadecimal digits: every subfolder there may be. */
export const SUBFOLDERS = Array.from({ length: 256 }, (_, number) => number.toString(16).padStart(2, '0'))

/** The names of the files in a subfolder. */
export async function listFolder(folder: string, subfolder: string): Promise<string[]> {
  return readdir(join(folder, subfolder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
}

function pathOf(folder: string, fileId: string): string {
  // An id is from the database, which must not lead out of the folder.
  if (!/^[0-9a-f-]{36}$/.test(fileId)) throw new Error('The id of a file is not a GUID')
  return join(folder, fileId.slice(0, 2), fileId)
}

/** So that the name of the file survives a power cut, too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path)
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
