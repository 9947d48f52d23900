import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { RawSettings } from './raw-settings.ts'

/** Stored files, such as letters: where they are kept, and the keys that encrypt them. */
export const fileSettings = {
  /** `database`, or `folder:<path>`. */
  FILES: z
    .string()
    .regex(/^(database|folder:.+)$/, 'must be "database" or "folder:" and a path')
    .default('database'),
  /** Master keys: comma-separated, newest first, each an id, ":" and 32 random bytes in Base64. */
  FILE_KEYS: z.string().min(1).optional(),
  /** A file with the same content; line ends may stand in place of the commas. */
  FILE_KEYS_FILE: z.string().min(1).optional(),
}

type ParsedSettings = z.infer<z.ZodObject<typeof fileSettings>>

/** In the form that `files` takes. */
export interface FileSettings {
  /** Newest first. */
  keys: { id: string; key: Buffer }[]
  /** Undefined when files are kept in the database. */
  folder: string | undefined
}

const KEY_SIZE = 32

/** The id, which stands beside each file that the key wraps, and the key in Base64. */
const KEY = /^([A-Za-z0-9._-]{1,40}):([A-Za-z0-9+/]{43}=)$/

/** A random key has many more different bytes than this. */
const MIN_DIFFERENT_BYTES = 8

/** Quotes nothing, because the values are secret. */
export function faultsOfFiles(raw: RawSettings, production: boolean): string[] {
  if (raw.FILE_KEYS && raw.FILE_KEYS_FILE) return ['FILE_KEYS: must not be set beside FILE_KEYS_FILE']
  const name = raw.FILE_KEYS_FILE ? 'FILE_KEYS_FILE' : 'FILE_KEYS'
  let texts: string[]
  try {
    texts = keyTexts(raw)
  } catch {
    return ['FILE_KEYS_FILE: must be a readable file']
  }
  if (texts.length === 0) {
    if (raw.FILE_KEYS_FILE) return ['FILE_KEYS_FILE: must contain a key']
    return production && !isSwitchedOff(raw, 'letters')
      ? ['FILE_KEYS or FILE_KEYS_FILE: required in production, unless FEATURES switches letters off']
      : []
  }
  if (texts.some(text => !KEY.test(text)))
    return [`${name}: each key needs an id, ":" and 32 bytes in Base64 (openssl rand -base64 32)`]
  const keys = texts.map(keyOf)
  const faults: string[] = []
  if (new Set(keys.map(({ id }) => id.toLowerCase())).size < keys.length)
    faults.push(`${name}: must not contain the same id twice`)
  if (new Set(keys.map(({ key }) => key.toString('hex'))).size < keys.length)
    faults.push(`${name}: must not contain the same key twice`)
  if (keys.some(({ key }) => new Set(key).size < MIN_DIFFERENT_BYTES))
    faults.push(`${name}: must be random, for instance from openssl rand -base64 32`)
  return faults
}

/** The keys; outside production one that is no secret, unless others are set. */
export function filesOf({ FILES }: ParsedSettings, raw: RawSettings, production: boolean): FileSettings {
  const keys = keyTexts(raw).map(keyOf)
  return {
    keys: keys.length > 0 || production ? keys : [NOT_SECRET],
    folder: FILES === 'database' ? undefined : FILES.slice('folder:'.length),
  }
}

/** For one machine, outside production only. */
export const NOT_SECRET = { id: 'not-secret', key: Buffer.alloc(KEY_SIZE, 'not a secret') }

function keyTexts({ FILE_KEYS, FILE_KEYS_FILE }: RawSettings): string[] {
  const text = FILE_KEYS ?? (FILE_KEYS_FILE ? readFileSync(FILE_KEYS_FILE, 'utf8') : '')
  return text
    .split(/[,\n]/)
    .map(part => part.trim())
    .filter(Boolean)
}

function keyOf(text: string): { id: string; key: Buffer } {
  const [, id = '', base64 = ''] = KEY.exec(text) ?? []
  return { id, key: Buffer.from(base64, 'base64') }
}

function isSwitchedOff({ FEATURES = '' }: RawSettings, feature: string): boolean {
  return FEATURES.split(',').some(name => name.trim() === feature)
}
