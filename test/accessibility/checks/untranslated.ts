import * as cheerio from 'cheerio'
import { castlemere } from '../../../src/dev/demonstration/castlemere.ts'
import type { Clinic } from '../../../src/dev/demonstration/clinic.ts'
import { fernhollow } from '../../../src/dev/demonstration/fernhollow.ts'
import { demonstrationPeople } from '../../../src/dev/demonstration/people.ts'
import { sites, trusts } from '../../../src/dev/demonstration/trusts.ts'
import { type HtmlCheck, oneLine } from './check.ts'

const clinics: readonly Clinic[] = [...Object.values(fernhollow), ...Object.values(castlemere)]
const people = demonstrationPeople(Temporal.Now.plainDateISO())

/** Names of people and places, addresses and phone numbers of the demonstration. */
const NAMES = [
  ...people.map(({ givenName, familyName }) => `${givenName} ${familyName}`),
  ...clinics.flatMap(({ clinician, place }) => [clinician.name, ...(place ? [place] : [])]),
  ...clinics.flatMap(({ ruleOverrides }) => (ruleOverrides?.phone ? [ruleOverrides.phone] : [])),
  ...sites.flatMap(({ name, address }) => [name, address]),
  ...trusts.flatMap(({ name, phone }) => [name, phone]),
].map(oneLine)

/** The code of a request in our log, which stands alone. */
const CODE = /^[0-9a-f]{8}$/

/** Machine translation would change a name, a place, a phone number or a code, so each is marked translate="no". */
export const untranslated: HtmlCheck = ({ html }) => {
  const $ = cheerio.load(html)
  const faults: string[] = []
  for (const element of $('body, body *').toArray()) {
    if ($(element).closest('[translate]').attr('translate') === 'no') continue
    for (const child of element.children) {
      if (child.type !== 'text') continue
      const text = oneLine(child.data)
      const found = CODE.test(text) ? text : NAMES.find(name => text.includes(name))
      if (found) faults.push(`“${found}” may be translated in “${text}”`)
    }
  }
  for (const part of $('main a[href^="tel:"], main a[href^="tel:"] *').toArray()) {
    const isKept = $(part).closest('[translate]').attr('translate') === 'no'
    const hasNumber = part.children.some(child => child.type === 'text' && /\d/.test(child.data))
    if (hasNumber && !isKept) faults.push(`“${$(part).text()}” may be translated`)
  }
  return faults
}
