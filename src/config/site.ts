import { z } from 'zod'
import { wholeNumber } from './checks.ts'

const json = z.string().refine(isJson, 'must be JSON')

/** How the portal appears to the NHS App, and whether it is in maintenance. */
export const siteSettings = {
  /** An instant with its offset. Until then every page says that the service is not available. */
  MAINTENANCE_UNTIL: z.iso
    .datetime({ offset: true, error: 'must be an instant such as 2026-07-01T18:00:00+01:00' })
    .transform(text => Temporal.Instant.from(text))
    .optional(),
  /** `extSystemName` in the links to appointments, which Wayfinder agrees with each portal. */
  EXT_SYSTEM_NAME: z
    .string()
    .regex(/^[\w-]{1,50}$/, 'must be letters, digits, _ and -')
    .default('patient-portal'),
  /** In how many working days a trust replies to feedback about accessibility, as the accessibility statement says. */
  FEEDBACK_REPLY_DAYS: wholeNumber(1, 28).default(10),
  /** The content of `/.well-known/assetlinks.json`, and of the file for Apple. */
  ANDROID_ASSET_LINKS: json.optional(),
  APPLE_APP_SITE_ASSOCIATION: json.optional(),
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
