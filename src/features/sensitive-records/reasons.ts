/** Why staff may open a sensitive record: as they choose it, and as the patient reads it after "with a stated reason:". */
export const REASONS = [
  {
    code: 'booking',
    text: 'To book, move or cancel an appointment',
    forPatient: 'to book, move or cancel an appointment',
  },
  {
    code: 'request',
    text: 'To work on a request or a task',
    forPatient: 'to work on a request or another task',
  },
  {
    code: 'asked',
    text: 'The patient has asked us, or someone who acts for them',
    forPatient: 'because you asked, or someone who acts for you',
  },
  {
    code: 'complaint',
    text: 'To answer a complaint or correct a mistake',
    forPatient: 'to answer a complaint or correct a mistake',
  },
  { code: 'other', text: 'Another reason', forPatient: 'another reason' },
] as const

export type ReasonCode = (typeof REASONS)[number]['code']

const UNKNOWN = { text: 'Another reason', forPatient: 'another reason' }

/** A code of another release counts as another reason. */
export function reasonInWords(code: string): { text: string; forPatient: string } {
  return REASONS.find(each => each.code === code) ?? UNKNOWN
}
