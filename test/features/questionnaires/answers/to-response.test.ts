import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Answers,
  NO_ANSWERS,
  withRepetitions,
  withValues,
} from '../../../../src/features/questionnaires/answers/answers.ts'
import { flaggedIn } from '../../../../src/features/questionnaires/answers/flagged.ts'
import { leftOut } from '../../../../src/features/questionnaires/answers/left-out.ts'
import { type ResponseItem, toResponse } from '../../../../src/features/questionnaires/answers/to-response.ts'
import type {
  AnswerValue,
  Definition,
} from '../../../../src/features/questionnaires/definition/definition.ts'
import { faultsInR4 } from '../../../fhir/validators.ts'
import { fc } from '../../../support/fast-check.ts'
import { checked, definitionOf, hl7, resourceOf } from '../definition/definitions.ts'
import { anyItems, anyNumbers } from './any-definition.ts'
import { walk } from './any-walk.ts'

const patient = {
  type: 'Patient',
  identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' },
}
const sending = {
  id: 'a3c1f0de-5a36-4c7e-8f2b-6f3a52f0b1c4',
  subject: patient,
  author: patient,
  source: patient,
  authored: Temporal.Instant.from('2026-11-30T12:00:00.123456Z'),
}

function itemsSent(definition: Definition, answers: Answers): ResponseItem[] {
  return toResponse(definition, answers, sending).item ?? []
}

function answer(...added: [string, ...AnswerValue[]][]): Answers {
  return withValues(
    NO_ANSWERS,
    added.map(([key, ...values]) => [key, values]),
  )
}

const smokes = { linkId: 'smokes', type: 'boolean', text: 'Do you smoke?', required: true }
const many = {
  linkId: 'many',
  type: 'integer',
  text: 'How many?',
  enableWhen: [{ question: 'smokes', operator: '=', answerBoolean: true }],
}

test('a response names the version of its questionnaire, the patient and when it was sent', () => {
  assert.deepEqual(toResponse(definitionOf(smokes), answer(['smokes', { valueBoolean: false }]), sending), {
    resourceType: 'QuestionnaireResponse',
    ...sending,
    questionnaire: 'https://hospital.example/questionnaires/before-your-operation|1.0.0',
    status: 'completed',
    authored: '2026-11-30T12:00:00.123Z',
    item: [{ linkId: 'smokes', text: 'Do you smoke?', answer: [{ valueBoolean: false }] }],
  })
})

test('the answer to a question that is not asked any more is not sent', () => {
  const answers = answer(['smokes', { valueBoolean: false }], ['many', { valueInteger: 20 }])
  assert.deepEqual(
    itemsSent(definitionOf(smokes, many), answers).map(({ linkId }) => linkId),
    ['smokes'],
  )
})

test('a response is not sent before every page is answered', () => {
  const answers = answer(['smokes', { valueBoolean: true }])
  assert.throws(() => itemsSent(definitionOf(smokes, many), answers), /page that is not answered/)
})

test('a hidden question sends what it begins with; a text and an empty group send nothing', () => {
  const hidden = { extension: [hl7('questionnaire-hidden', { valueBoolean: true })] }
  const definition = definitionOf(
    { linkId: 'text', type: 'display', text: 'Hello' },
    { linkId: 'form', type: 'string', ...hidden, initial: [{ valueString: 'F12' }] },
    { linkId: 'group', type: 'group', item: [{ linkId: 'a', type: 'string', text: 'A?' }] },
  )
  assert.deepEqual(itemsSent(definition, answer(['a'])), [
    { linkId: 'form', answer: [{ valueString: 'F12' }] },
  ])
})

test('a group that repeats is an item each time, a question that repeats one item with all answers', () => {
  const name = { linkId: 'name', type: 'string', text: 'Name', required: true }
  const definition = definitionOf(
    { linkId: 'medicines', type: 'group', repeats: true, item: [name] },
    {
      linkId: 'allergy',
      type: 'string',
      text: 'Allergy',
      repeats: true,
      item: [{ ...name, linkId: 'since' }],
    },
  )
  const two = { ids: [1, 3], complete: true }
  const repeated = withRepetitions(withRepetitions(NO_ANSWERS, 'medicines', two), 'allergy', two)
  const keys = [
    'medicines/1/name',
    'medicines/3/name',
    'allergy/1',
    'allergy/1/since',
    'allergy/3',
    'allergy/3/since',
  ]
  const item = itemsSent(
    definition,
    withValues(
      repeated,
      keys.map(key => [key, [{ valueString: key }]]),
    ),
  )
  const answered = (key: string) => ({ answer: [{ valueString: key }] })
  const since = (id: number) => ({
    item: [{ linkId: 'since', text: 'Name', ...answered(`allergy/${id}/since`) }],
  })
  assert.deepEqual(item, [
    { linkId: 'medicines', item: [{ linkId: 'name', text: 'Name', ...answered('medicines/1/name') }] },
    { linkId: 'medicines', item: [{ linkId: 'name', text: 'Name', ...answered('medicines/3/name') }] },
    {
      linkId: 'allergy',
      text: 'Allergy',
      answer: [1, 3].map(id => ({ valueString: `allergy/${id}`, ...since(id) })),
    },
  ])
})

const harm = {
  linkId: 'harm',
  type: 'choice',
  text: 'Have you thought of hurting yourself?',
  answerOption: [{ valueString: 'No' }, { valueString: 'Yes' }],
}
const callNow = {
  linkId: 'call-now',
  type: 'display',
  text: 'Call 999',
  enableWhen: [{ question: 'harm', operator: '=', answerString: 'Yes' }],
  extension: [{ url: 'urn:patient-portal:questionnaire-flag', valueBoolean: true }],
}

test('an answer that the definition flags raises a flag, which is on no page and in no response', () => {
  const definition = definitionOf(harm, callNow)
  assert.deepEqual(flaggedIn(definition, answer(['harm', { valueString: 'No' }])), [])
  const answers = answer(['harm', { valueString: 'Yes' }])
  assert.deepEqual(flaggedIn(definition, answers), [{ key: 'call-now', item: callNow, questions: ['harm'] }])
  assert.deepEqual(
    itemsSent(definition, answers).map(({ linkId }) => linkId),
    ['harm'],
  )
})

test('what a patient typed and what is not asked any more is named before it is left out', () => {
  const why = { ...many, linkId: 'why/not', type: 'text', text: 'Why?' }
  const list = { linkId: 'list', type: 'string', text: 'List', repeats: true }
  const definition = definitionOf(smokes, why, list)
  const typed: [string, AnswerValue][] = [
    ['why%2Fnot', { valueString: 'Long story' }],
    ['list/1', { valueString: 'gone' }],
  ]
  const kept = withRepetitions(answer(['smokes', { valueBoolean: true }], ...typed), 'list', {
    ids: [],
    complete: true,
  })
  assert.deepEqual(leftOut(definition, kept), [])
  const changed = withValues(kept, [['smokes', [{ valueBoolean: false }]]])
  assert.deepEqual(
    leftOut(definition, changed).map(({ item, key }) => [key, item.text]),
    [['why%2Fnot', 'Why?']],
  )
})

test('both validators of FHIR accept what is sent, whatever was answered to whatever', () => {
  fc.assert(
    fc.property(anyItems, anyNumbers, (items, pick) => {
      const resource = resourceOf(...items)
      assert.deepEqual(faultsInR4(resource), [])
      const definition = checked(resource)
      assert.deepEqual(faultsInR4(toResponse(definition, walk(definition, pick), sending)), [])
    }),
    { numRuns: 100 },
  )
})
