import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { TAG_SIZE } from './chunk-cipher.ts'
import { FileFault } from './file-fault.ts'

/** A key that wraps the keys of files: 32 bytes, with the id by which a file names it. */
export interface MasterKey {
  id: string
  key: Buffer
}

/** What is kept of a file beside its content. */
export interface FileHeader {
  id: string
  /** How the content is encrypted. A later format gets another number. */
  format: number
  /** Bytes of the content. */
  size: number
  /** The master key that wraps the key of the file. */
  keyId: string
  wrappedKey: Buffer
}

/** Chunks of 64 KiB, AES-256-GCM. */
export const FORMAT = 1

const CIPHER = 'aes-256-gcm'
const NONCE_SIZE = 12
const OPTIONS = { authTagLength: TAG_SIZE }

/** Wraps the key of a file, together with everything that its header says, so that no part of it can be exchanged. */
export function wrapKey(
  { id: keyId, key }: MasterKey,
  { id, format, size }: Pick<FileHeader, 'id' | 'format' | 'size'>,
  fileKey: Buffer,
): FileHeader {
  const nonce = randomBytes(NONCE_SIZE)
  const cipher = createCipheriv(CIPHER, key, nonce, OPTIONS).setAAD(describe({ id, format, size, keyId }))
  const wrappedKey = Buffer.concat([nonce, cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
  return { id, format, size, keyId, wrappedKey }
}

/** The key of the file. Throws {@link FileFault} when the header was changed, or its master key is not among these. */
export function unwrapKey(keys: readonly MasterKey[], header: FileHeader): Buffer {
  const { id, keyId, wrappedKey } = header
  const master = keys.find(each => each.id === keyId)
  if (!master) throw new FileFault('unknown-key', id, { keyId })
  if (header.format !== FORMAT) throw new FileFault('changed', id)
  try {
    const decipher = createDecipheriv(CIPHER, master.key, wrappedKey.subarray(0, NONCE_SIZE), OPTIONS)
    decipher.setAAD(describe(header)).setAuthTag(wrappedKey.subarray(-TAG_SIZE))
    return Buffer.concat([decipher.update(wrappedKey.subarray(NONCE_SIZE, -TAG_SIZE)), decipher.final()])
  } catch {
    throw new FileFault('changed', id)
  }
}

function describe({ id, format, size, keyId }: Omit<FileHeader, 'wrappedKey'>): Buffer {
  return Buffer.from(JSON.stringify(['patient-portal file', format, id, size, keyId]))
}
