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
