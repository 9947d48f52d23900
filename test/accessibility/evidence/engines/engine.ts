import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { EnginePage } from '../../checks/check.ts'

/** How the reader has set up the browser. */
export type Setting =
  | 'as installed'
  | 'letters twice as large'
  | 'colours chosen by the reader'
  | 'less movement'
  | 'no cookies'

export interface OpenBrowser {
  /** For example `Firefox 153.8.0`. */
  name: string
  page: EnginePage
  close(): Promise<void>
}

export interface Engine {
  name: string
  /** What to install from Debian. */
  packages: string
  isInstalled: boolean
  /** Settings that it does not have, with the reason. */
  lacks: Partial<Record<Setting, string>>
  open(setting: Setting): Promise<OpenBrowser>
}

/** Of those that checks press: https://www.w3.org/TR/webdriver2/#keyboard-actions */
export const KEYS: Record<string, string> = { Tab: '\uE004', Enter: '\uE007', Space: ' ' }

/** The program's path, if it is installed. */
export function findProgram(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.map(folder => join(folder, name)).find(isProgram)
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
