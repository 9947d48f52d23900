import { isNhsNumber } from '../../src/shared/nhs-number.ts'

/** Of the people of test/support/builders.ts: the name and date of birth all of them share. */
const CANARIES = [/Testcase/i, /1970-03-14/, /14 March 1970/i]

/** What a text says of a patient: a name, a date of birth, or any number that may be an NHS number. */
export function particularsIn(text: string): string[] {
  const plain = text.replaceAll(/%20|\+|\u00a0/g, ' ')
  const numbers = [...plain.matchAll(/(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])/g)].map(
    ([number]) => number,
  )
  return [
    ...CANARIES.flatMap(canary => canary.exec(plain)?.[0] ?? []),
    ...numbers.filter(number => isNhsNumber(number.replaceAll(/[ -]/g, ''))),
  ]
}
