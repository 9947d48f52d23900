/** A whole date, such as 2026-11-30. FHIR allows a year or a month alone, but no question of ours asks for one. */
export function isRealDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

/** With seconds, such as 09:30:00, as FHIR writes it. */
export function isRealTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(text)
}
