import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type Key = 'Tab' | 'Enter' | 'Space'

/** A window of a browser engine, used with a keyboard. */
export interface Window {
  /** For example `Firefox 153.8.0`. */
  version: string
  open(url: string): Promise<void>
  /** Calls a function inside the page. What it takes and returns must be JSON. */
  run<Input, Result>(call: (input: Input) => Result, input: Input): Promise<Result>
  press(key: Key): Promise<void>
  back(): Promise<void>
  forward(): Promise<void>
  /** In CSS pixels. */
  resize(width: number): Promise<void>
  close(): Promise<void>
}

export interface Engine {
  name: 'Chromium' | 'Firefox' | 'WebKit'
  /** What to install from Debian. */
  packages: string
  isInstalled(): boolean
  open(): Promise<Window>
}

/** The program's path, if it is installed. */
export function findProgram(name: string): string | undefined {
  const places = (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name))
  return places.find(isProgram)
}

/** The first program whose path has this pattern. */
export function findFile(pattern: string): string | undefined {
  return globSync(pattern).find(isProgram)
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const DEADLINE_MS = 20_000

/** Whether the function inside the page becomes true. While a page changes there may be none to ask. */
export async function becomes<Input>(
  window: Window,
  call: (input: Input) => boolean,
  input: Input,
): Promise<boolean> {
  for (const until = Date.now() + DEADLINE_MS; Date.now() < until; await pause(50))
    if (await window.run(call, input).catch(() => false)) return true
  return false
}
