/**
 * Whether this is ten digits, the first 1 to 9, whose last is the Modulus 11 check digit of the others.
 * Rule: NHS Data Dictionary, NHS NUMBER. Spaces are refused: take them out of what people type first.
 */
export function isNhsNumber(value: string): boolean {
  if (!/^[1-9][0-9]{9}$/.test(value)) return false
  let sum = 0
  for (let place = 0; place < 9; place++) sum += Number(value[place]) * (10 - place)
  const check = (11 - (sum % 11)) % 11 // 11 counts as 0; 10 is no digit, so it never matches
  return check === Number(value[9])
}

/**
 * Ten digits as "999 123 4567", with no-break spaces (U+00A0) so that a line never breaks inside the number.
 * The check digit is not looked at: the NHS's own sample fails it. Throws RangeError if not ten digits,
 * without saying what they were, because errors are logged and NHS numbers must not be.
 */
export function formatNhsNumber(value: string): string {
  if (!/^[0-9]{10}$/.test(value)) throw new RangeError('An NHS number to be shown must be ten digits')
  return `${value.slice(0, 3)}\u00a0${value.slice(3, 6)}\u00a0${value.slice(6)}`
}
