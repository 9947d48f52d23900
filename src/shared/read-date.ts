const YEARS = { from: 2000, to: 2200 }

/** Reads CCYY-MM-DD; undefined for anything else, and for a year before 2000 or after 2200. */
export function readDate(text: unknown): Temporal.PlainDate | undefined {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  try {
    const date = Temporal.PlainDate.from(text)
    return date.year >= YEARS.from && date.year <= YEARS.to ? date : undefined
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** Reads a date that staff type: "27/3/2027", also with dots, dashes or spaces. */
export function readTypedDate(text: unknown): Temporal.PlainDate | undefined {
  const [, day = '', month = '', year] =
    /^(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})$/.exec(String(text).trim()) ?? []
  return readDate([year, month.padStart(2, '0'), day.padStart(2, '0')].join('-'))
}
