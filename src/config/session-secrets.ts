/** A random secret of 32 characters has more different ones than this, also in hexadecimal. */
const MIN_DIFFERENT_CHARACTERS = 8

/** Describes what makes the secrets easy to guess; undefined for good ones. */
export function faultOfSecrets(secrets: readonly string[]): string | undefined {
  if (new Set(secrets).size < secrets.length) return 'must not contain the same secret twice'
  const weak = secrets.some(secret => new Set(secret).size < MIN_DIFFERENT_CHARACTERS || isRepetition(secret))
  return weak ? 'must be random, for instance from `openssl rand -base64 32`' : undefined
}

/** A text that is one part repeated is found in its double before the end. */
function isRepetition(text: string): boolean {
  return (text + text).indexOf(text, 1) < text.length
}
