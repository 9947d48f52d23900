/** The environment variables of our settings, unparsed, without empty ones. */
export type RawSettings = Record<string, string | undefined>

/** A private key has several lines, so it is taken as it is. */
const isPem = (name: string) => name.endsWith('_PRIVATE_KEY')

/**
 * Reads the settings of these names without the spaces and line ends around them, so that every check sees the value
 * that is used. `faults` names those that an environment file has spelt wrongly: in quotes, or over several lines.
 */
export function readRawSettings(
  environment: RawSettings,
  names: readonly string[],
): { raw: RawSettings; faults: string[] } {
  const values = names.map(
    name => [name, isPem(name) ? environment[name] : environment[name]?.trim()] as const,
  )
  const given = values.filter(([, value]) => value)
  return {
    raw: Object.fromEntries(given),
    faults: given
      .filter(([name, value]) => !isPem(name) && /^["']|["']$|\p{Cc}/u.test(value ?? ''))
      .map(([name]) => `${name}: must not be in quotes, and must be one line without control characters`),
  }
}
