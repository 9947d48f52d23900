import { SPECIALTIES } from './specialties.ts'

/** What an appointment is called: in a heading, and inside a sentence. */
export interface TitleWords {
  /** "Cardiology (heart)" */
  heading: string
  /** "cardiology (heart)" */
  inSentence: string
}

/**
 * The title in the PAS, with everyday words after the name of a specialty. A title that is not the specialty's name,
 * such as "Hip replacement", stays as it is: what explains the specialty may not explain it.
 */
export function titleWords(title: string, treatmentFunctionCode: string): TitleWords {
  const specialty = SPECIALTIES[treatmentFunctionCode]
  if (!specialty || !isAlike(title, specialty.name)) return { heading: title, inSentence: lowerFirst(title) }
  const means = specialty.means ? ` (${specialty.means})` : ''
  return { heading: `${title}${means}`, inSentence: `${specialty.name}${means}` }
}

/** The everyday name of a specialty inside a sentence; null for a code that is not in the table. */
export function specialtyName(treatmentFunctionCode: string): string | null {
  return SPECIALTIES[treatmentFunctionCode]?.name ?? null
}

/** First words that keep their capital inside a sentence. */
const NAMES =
  /^(Alzheimer|Botox|Crohn|Down|Ehlers|Huntington|Lyme|Macmillan|Marfan|Paget|Parkinson|Raynaud|St|Tourette|X-ray)\b/

/** An acronym, such as ENT or PET-CT, has a capital or a digit after its first letter. */
function lowerFirst(title: string): string {
  const [word = ''] = title.split(' ', 1)
  if (/[\p{Lu}\d]/u.test(word.slice(1)) || NAMES.test(title)) return title
  return title.slice(0, 1).toLowerCase() + title.slice(1)
}

/** Whether the title is this name, as hospitals and the NHS Data Dictionary write it: "Trauma & Orthopaedic Service". */
function isAlike(title: string, name: string): boolean {
  return stem(title) === stem(name)
}

function stem(title: string): string {
  return title
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^\p{L} ]/gu, '')
    .trim()
    .replace(/ services?$/, '')
    .replace(/s$/, '')
}
