/**
 * Whether the value is a valid NHS number: ten digits, the first 1 to 9, the last a Modulus 11 check digit
 * (NHS Data Dictionary, NHS NUMBER). Callers must remove spaces first.
 */
export function isNhsNumber(value: string): boolean {
  if (!/^[1-9][0-9]{9}$/.test(value)) return false
  let sum = 0
  for (let index = 0; index < 9; index++) sum += Number(value[index]) * (10 - index)
  const check = (11 - (sum % 11)) % 11 // 11 counts as 0; 10 is not a digit and never matches
  return check === Number(value[9])
}
