import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import { flaggedIn } from '../../../../src/features/questionnaires/answers/flagged.ts'
import { toResponse } from '../../../../src/features/questionnaires/answers/to-response.ts'
import type { DefinitionItem } from '../../../../src/features/questionnaires/definition/definition.ts'
import { isFlag } from '../../../../src/features/questionnaires/definition/item-rules.ts'
import { optionsOf } from '../../../../src/features/questionnaires/definition/options.ts'
import { faultsInR4 } from '../../../fhir/validators.ts'
import { fc } from '../../../support/fast-check.ts'
import { anyNumbers } from '../answers/any-definition.ts'
import { walk } from '../answers/any-walk.ts'
import { checked } from '../definition/definitions.ts'

const folder = new URL('../../../../src/features/questionnaires/own/', import.meta.url)
const own = readdirSync(folder).filter(name => name.endsWith('.json'))

function everyItem(items: readonly DefinitionItem[]): DefinitionItem[] {
  return items.flatMap(item => [item, ...everyItem(item.item ?? [])])
}

const patient = {
  type: 'Patient',
  identifier: { system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9990000018' },
}
const sending = {
  id: 'a3c1f0de-5a36-4c7e-8f2b-6f3a52f0b1c4',
  subject: patient,
  author: patient,
  source: patient,
  authored: Temporal.Instant.from('2026-11-30T12:00:00Z'),
}

/** As for pages: test/accessibility/checks/reading-age.ts. */
const OLDEST = 13

for (const name of own) {
  const resource = JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
  const definition = checked(resource)

  test(`${name} is valid for both validators of FHIR, and so is whatever is sent`, () => {
    assert.deepEqual(faultsInR4(resource), [])
    fc.assert(
      fc.property(anyNumbers, pick => {
        assert.deepEqual(faultsInR4(toResponse(definition, walk(definition, pick), sending)), [])
      }),
      { numRuns: 40 },
    )
  })

  test(`${name} has words that can be read by people who are 13`, () => {
    const all = everyItem(definition.item)
    const texts = all.flatMap(item => [
      item.text ?? '',
      ...optionsOf(definition, item).map(({ text }) => text),
    ])
    const sentences = texts.flatMap(text => text.split(/(?<=[.?])\s/)).filter(Boolean)
    const words = sentences.flatMap(sentence => sentence.match(/[\p{L}\d’]+/gu) ?? [])
    const spoken = words.reduce((sum, word) => sum + syllable(word), 0)
    const age = fleschKincaid({ sentence: sentences.length, word: words.length, syllable: spoken }) + 5
    assert.ok(age <= OLDEST, `it takes a reading age of ${age.toFixed(1)}`)
    assert.deepEqual(
      all.flatMap(({ text = '' }) => (/\bplease\b|n't|'/i.test(text) ? [text] : [])),
      [],
    )
  })

  test(`${name} raises each of its flags by an answer that can be given, and says what to do now`, () => {
    const flags = everyItem(definition.item).filter(isFlag)
    assert.equal(flags.length > 0, name === 'pre-assessment.json')
    for (const { enableWhen, text } of flags)
      assert.match(`${text} ${enableWhen?.length}`, /Call (999|111).* 1$/s)
    const raised = new Set<string>()
    for (let seed = 0; seed < 60; seed += 1) {
      let used = seed
      const answers = walk(definition, below => {
        used = (used * 7919 + 12_345) % 65_537
        return used % below
      })
      for (const { key } of flaggedIn(definition, answers)) raised.add(key)
    }
    assert.deepEqual([...raised].toSorted(), flags.map(({ linkId }) => linkId).toSorted())
  })
}
