import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { ConfigError, loadConfig } from '../config/config.ts'
import { type Database, openDatabase } from '../database/database.ts'
import { createLog } from '../shared/log.ts'

/** Milliseconds. Commands may wait longer for the database than pages. */
const TEN_MINUTES = 10 * 60 * 1000

/** A problem that the user of a command can solve. Its message is printed. */
export class CommandError extends Error {}

/**
 * Runs a command. For a {@link CommandError} or {@link ConfigError} it prints only the message, and for any other error
 * what a log may have of it; it sets the exit code to 1. With `--help` it only prints `usage`.
 */
export async function runCommand(usage: string, run: () => Promise<void>): Promise<void> {
  if (process.argv.includes('--help')) return print(usage)
  try {
    await run()
  } catch (error) {
    process.exitCode = 1
    if (error instanceof CommandError || error instanceof ConfigError)
      process.stderr.write(`${error.message}\n`)
    // The message of a database has the values of its statement in it, such as an NHS number.
    else createLog('fatal', process.stderr).fatal({ error }, 'process ended by an uncaught error')
  }
}

/** Reads the options of the command line. Throws {@link CommandError} for an unknown option or a missing value. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(options: Options, usage: string) {
  return parse(options, usage, false).values
}

/** The same, with the one argument that is no option, such as a file. */
export function readArgument<const Options extends ParseArgsOptionsConfig>(options: Options, usage: string) {
  const { positionals, values } = parse(options, usage, true)
  const [argument, ...others] = positionals
  if (argument === undefined || others.length > 0) throw new CommandError(usage)
  return { ...values, argument }
}

function parse<const Options extends ParseArgsOptionsConfig>(
  options: Options,
  usage: string,
  allowPositionals: boolean,
) {
  try {
    return parseArgs({ options, allowPositionals })
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`)
  }
}

/** Opens the database at DATABASE_URL, and closes it after `use`. `timeout` is in milliseconds. */
export async function withDatabase<Result>(
  use: (database: Database) => Promise<Result>,
  timeout = TEN_MINUTES,
): Promise<Result> {
  const database = openDatabase(loadConfig().databaseUrl, { timeout })
  return use(database).finally(() => database.destroy())
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

const ONE_MINUTE = 60_000

/**
 * Returns a function that prints the progress of a command: on a terminal it updates one line, elsewhere it prints a
 * line every minute and at the end. `describe` returns the text, such as "Added 500 of 1,000 appointments".
 */
export function progressPrinter(total: number, describe: (done: string, total: string) => string) {
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
