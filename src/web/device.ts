import type { Request } from 'express'
import { isNhsAppPhone } from './nhs-app.ts'

/** The maximum length in a report (Wayfinder Reporting Service, SESSION). */
const MAX_LENGTH = 512

/** The user agent, for reports. A visitor can send any value. */
export function deviceOf(request: Request): string | undefined {
  return request.get('User-Agent')?.slice(0, MAX_LENGTH)
}

/** The first that fits: many browsers also name those they are like. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bMac OS X\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

/** Browser and device in words that a patient knows, such as "Chrome on Android". It says no more than that. */
export function deviceInWords(request: Request): string {
  const agent = request.get('User-Agent') ?? ''
  const find = (names: typeof BROWSERS) => names.find(([pattern]) => pattern.test(agent))?.[1]
  const system = find(SYSTEMS)
  const browser = isNhsAppPhone(request) ? 'The NHS App' : (find(BROWSERS) ?? 'A browser')
  return system ? `${browser} on ${system}` : browser
}
