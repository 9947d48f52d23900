import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Answers,
  formatAnswers,
  NO_ANSWERS,
  parseAnswers,
  withValues,
} from '../../../../src/features/questionnaires/answers/answers.ts'
import { type RepetitionsPage, visitable } from '../../../../src/features/questionnaires/answers/path.ts'
import {
  addRepetition,
  completeRepetitions,
  removeRepetition,
} from '../../../../src/features/questionnaires/answers/repetitions.ts'
import { replay } from '../../../../src/features/questionnaires/answers/replay.ts'
import type {
  AnswerValue,
  Definition,
} from '../../../../src/features/questionnaires/definition/definition.ts'
import { fc } from '../../../support/fast-check.ts'
import { checked, definitionOf, hl7, resourceOf } from '../definition/definitions.ts'
import { anyItems, anyNumbers } from './any-definition.ts'
import { walk } from './any-walk.ts'

const text = (linkId: string, more: object = {}) => ({ linkId, type: 'string', text: `${linkId}?`, ...more })
const shown = (linkId: string, more: object = {}) => ({ linkId, type: 'display', text: linkId, ...more })
const when = (question: string) => ({ enableWhen: [{ question, operator: 'exists', answerBoolean: true }] })

function keysOf(definition: Definition, answers = NO_ANSWERS): string[] {
  return replay(definition, answers).pages.map(({ key }) => key)
}

function partsOf(definition: Definition, answers = NO_ANSWERS): string[][] {
  return replay(definition, answers).pages.map(page =>
    page.kind === 'questions' ? page.parts.map(({ key }) => key) : [],
  )
}

function answer(answers: Answers, ...added: [string, ...AnswerValue[]][]): Answers {
  return withValues(
    answers,
    added.map(([key, ...values]) => [key, values]),
  )
}

const yes = { valueString: 'yes' }

test('each question is a page, and so is a small group', () => {
  const address = { linkId: 'address', type: 'group', item: [text('street'), text('town'), text('postcode')] }
  const definition = definitionOf(text('name'), address, text('email'))
  assert.deepEqual(partsOf(definition), [['name'], ['street', 'town', 'postcode'], ['email']])
  assert.deepEqual(keysOf(definition), ['name', 'address', 'email'])
})

test('a group is a page for each question if it is large, or if one is asked because of another', () => {
  const large = {
    linkId: 'large',
    type: 'group',
    item: ['a', 'b', 'c', 'd', 'e', 'f'].map(linkId => text(linkId)),
  }
  assert.equal(keysOf(definitionOf(large)).length, 6)
  const dependent = { linkId: 'g', type: 'group', item: [text('a'), text('b', when('a'))] }
  assert.deepEqual(keysOf(definitionOf(dependent)), ['a'])
  assert.deepEqual(keysOf(definitionOf(dependent), answer(NO_ANSWERS, ['a', yes])), ['a', 'b'])
})

test('a text stands on the page of the question after it, or on its own at the end of its group', () => {
  const group = {
    linkId: 'g',
    type: 'group',
    item: [shown('start'), text('a', { item: [text('b')] }), shown('end')],
  }
  const definition = definitionOf(shown('welcome'), group, text('c'), shown('thanks'))
  assert.deepEqual(partsOf(definition), [['welcome', 'start', 'a'], ['end'], ['c'], ['thanks']])
  const read = answer(NO_ANSWERS, ['a'], ['end'])
  assert.equal(replay(definition, read).open, 2)
})

test('what is hidden has no page, nor what is in it', () => {
  const hidden = { extension: [hl7('questionnaire-hidden', { valueBoolean: true })] }
  const group = { linkId: 'g', type: 'group', ...hidden, item: [text('in')] }
  assert.deepEqual(keysOf(definitionOf(text('a', hidden), group, text('b'))), ['b'])
})

test('a question left without an answer is answered, unless it is required', () => {
  const definition = definitionOf(text('a'), text('b', { required: true }))
  assert.equal(replay(definition, NO_ANSWERS).open, 0)
  assert.equal(replay(definition, answer(NO_ANSWERS, ['a'])).open, 1)
  assert.equal(replay(definition, answer(NO_ANSWERS, ['a'], ['b'])).open, 1)
  assert.equal(replay(definition, answer(NO_ANSWERS, ['a'], ['b', yes])).open, 2)
})

test('a patient may visit what they have answered and the first page that is open, and nothing after it', () => {
  const path = replay(
    definitionOf(text('a'), text('b'), text('c')),
    answer(NO_ANSWERS, ['a', yes], ['c', yes]),
  )
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map(key => visitable(path, key)?.key),
    ['a', 'b', undefined, undefined],
  )
})

test('an answer that is changed back brings back what was answered because of it', () => {
  const definition = definitionOf(text('a'), text('b', when('a')), text('c'))
  const all = answer(NO_ANSWERS, ['a', yes], ['b', yes], ['c', yes])
  assert.deepEqual(keysOf(definition, answer(all, ['a'])), ['a', 'c'])
  assert.equal(replay(definition, answer(answer(all, ['a']), ['a', yes])).open, 3)
})

const medicines = {
  linkId: 'medicines',
  type: 'group',
  repeats: true,
  item: [text('name', { required: true })],
}

function pageOf(definition: Definition, answers: Answers): RepetitionsPage {
  const page = replay(definition, answers).pages.find(({ kind }) => kind === 'repetitions')
  assert.equal(page?.kind, 'repetitions')
  return page as RepetitionsPage
}

test('what repeats is added one at a time, until the patient says that there are no more', () => {
  const definition = definitionOf(medicines)
  assert.deepEqual(keysOf(definition), ['medicines'])
  let answers = addRepetition(NO_ANSWERS, pageOf(definition, NO_ANSWERS))
  assert.deepEqual(keysOf(definition, answers), ['medicines/1', 'medicines'])
  answers = answer(answers, ['medicines/1/name', yes])
  assert.equal(replay(definition, answers).open, 1)
  answers = completeRepetitions(answers, pageOf(definition, answers))
  assert.equal(replay(definition, answers).open, 2)
})

test('one that is removed takes no answers of another with it, and its own do not come back', () => {
  const definition = definitionOf(medicines)
  let answers = NO_ANSWERS
  for (const key of ['medicines/1/name', 'medicines/2/name']) {
    answers = answer(addRepetition(answers, pageOf(definition, answers)), [key, { valueString: key }])
  }
  answers = removeRepetition(answers, pageOf(definition, answers), 1)
  assert.deepEqual(keysOf(definition, answers), ['medicines/2', 'medicines'])
  answers = removeRepetition(answers, pageOf(definition, answers), 2)
  answers = addRepetition(answers, pageOf(definition, answers))
  assert.deepEqual(keysOf(definition, answers), ['medicines/3', 'medicines'])
  assert.equal(replay(definition, answers).open, 0)
})

test('as many must be added as the definition says, and no more', () => {
  const limits = [
    hl7('questionnaire-minOccurs', { valueInteger: 2 }),
    hl7('questionnaire-maxOccurs', { valueInteger: 3 }),
  ]
  const definition = definitionOf({ ...medicines, required: true, extension: limits })
  let answers: Answers = NO_ANSWERS
  const states = []
  for (let count = 0; count < 3; count += 1) {
    const { canAdd, ids, isEnough } = pageOf(definition, answers)
    states.push([ids.length, isEnough, canAdd])
    answers = addRepetition(answers, pageOf(definition, answers))
  }
  assert.deepEqual(states, [
    [1, false, true],
    [2, true, true],
    [3, true, false],
  ])
})

test('a question that repeats is asked once for each answer', () => {
  const definition = definitionOf(text('allergy', { repeats: true, item: [text('since')] }))
  const once = addRepetition(NO_ANSWERS, pageOf(definition, NO_ANSWERS))
  assert.deepEqual(keysOf(definition, once), ['allergy/1', 'allergy'])
  const named = answer(once, ['allergy/1', yes])
  assert.deepEqual(keysOf(definition, named), ['allergy/1', 'allergy/1/since', 'allergy'])
})

test('every way through every questionnaire comes to an end, and is the same when it is stored and read again', () => {
  fc.assert(
    fc.property(anyItems, anyNumbers, (items, pick) => {
      const definition = checked(resourceOf(...items))
      const answers = walk(definition, pick)
      const path = replay(definition, answers)
      assert.equal(path.open, path.pages.length)
      assert.deepEqual(replay(definition, parseAnswers(formatAnswers(answers))), path)
    }),
    { numRuns: 500 },
  )
})

test('names of questions that mean something to JavaScript are names like others', () => {
  const names = ['__proto__', 'constructor', 'toString', 'a/b', '2', 'ä ?#%']
  const definition = definitionOf(...names.map(name => text(name)))
  assert.equal(replay(definition, NO_ANSWERS).open, 0)
  const keys = keysOf(definition)
  const answers = parseAnswers(
    formatAnswers(answer(NO_ANSWERS, ...keys.map(key => [key, yes] as [string, AnswerValue]))),
  )
  assert.equal(replay(definition, answers).open, names.length)
})
