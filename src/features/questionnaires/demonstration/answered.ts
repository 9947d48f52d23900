import { type Answers, NO_ANSWERS, withRepetitions, withValues } from '../answers/answers.ts'
import type { AnswerValue } from '../definition/definition.ts'

const MEDICINES: [string, AnswerValue[]][] = [
  ['medicines/1/medicine', [{ valueString: 'Aspirin' }]],
  ['medicines/1/every-day', [{ valueBoolean: true }]],
  ['medicines/2/medicine', [{ valueString: 'Salbutamol' }]],
  ['medicines/2/every-day', [{ valueBoolean: false }]],
]

const BEFORE: [string, AnswerValue[]][] = [
  ['welcome', []],
  ['smokes', [{ valueBoolean: false }]],
  // They said first that they smoke.
  ['stopping', [{ valueString: 'Patches helped me before.' }]],
  [
    'weight',
    [{ valueQuantity: { value: 72.5, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' } }],
  ],
  [
    'height',
    [{ valueQuantity: { value: 180, unit: 'cm', system: 'http://unitsofmeasure.org', code: 'cm' } }],
  ],
  ['lives', []],
  ['born', [{ valueString: 'Malta' }]],
  [
    'needs',
    [
      { valueCoding: { code: '0', display: 'A hearing loop' } },
      { valueCoding: { code: '2', display: 'Step-free access' } },
    ],
  ],
  ['last', [{ valueDate: '2020-05-03' }]],
  ['eaten', [{ valueTime: '07:30:00' }]],
  ['home', [{ valueString: 'My daughter' }]],
]

/** What a demonstration person has answered before the last questions. */
export const halfAnswered: Answers = withRepetitions(
  withValues(NO_ANSWERS, [...BEFORE, ...MEDICINES]),
  'medicines',
  { ids: [1, 2], complete: false },
)

/** Everything. `pain`: the answer that is flagged. */
export function allAnswered(pain: boolean): Answers {
  return withRepetitions(
    withValues(halfAnswered, [
      ['clinic-right', []],
      ['pain', [{ valueBoolean: pain }]],
    ]),
    'medicines',
    { ids: [1, 2], complete: true },
  )
}
