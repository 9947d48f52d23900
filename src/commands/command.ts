import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { ConfigError, loadConfig } from '../config/config.ts'
import { type Database, openDatabase } from '../database/database.ts'

/** Milliseconds that a command waits for the database: nobody is waiting for a page. */
const TEN_MINUTES = 10 * 60 * 1000

/** Why a command did nothing, in words for the person who typed it. */
export class CommandError extends Error {}

/**
 * Runs a command: a {@link CommandError} or wrong settings are printed without a stack trace, and the exit code is 1.
 * `--help` prints `usage` and does nothing.
 */
export async function runCommand(usage: string, run: () => Promise<void>): Promise<void> {
  if (process.argv.includes('--help')) return print(usage)
  try {
    await run()
  } catch (error) {
    if (!(error instanceof CommandError || error instanceof ConfigError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

/** The options that were given. Throws {@link CommandError} with the usage for one that is unknown or has no value. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(options: Options, usage: string) {
  try {
    return parseArgs({ options }).values
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`)
  }
}

/** Opens the database at DATABASE_URL, and closes it when `use` has ended. `patience` is in milliseconds. */
export async function withDatabase<Result>(
  use: (database: Database) => Promise<Result>,
  patience = TEN_MINUTES,
): Promise<Result> {
  const database = openDatabase(loadConfig().databaseUrl, { patience })
  return use(database).finally(() => database.destroy())
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

const ONE_MINUTE = 60_000

/**
 * Shows how far a command has come: on a terminal the last line is kept up to date, elsewhere there is a line a minute
 * and one at the end. `describe` says it in words, such as "Added 500 of 1,000 appointments".
 */
export function progress(total: number, describe: (done: string, total: string) => string) {
  const { isTTY } = process.stdout
  let printedAt = performance.now()
  return (done: number): void => {
    const line = describe(done.toLocaleString('en-GB'), total.toLocaleString('en-GB'))
    const isLast = done >= total
    if (isTTY) process.stdout.write(`\r${line}${isLast ? '\n' : ''}`)
    else if (isLast || performance.now() - printedAt >= ONE_MINUTE) {
      printedAt = performance.now()
      print(line)
    }
  }
}
