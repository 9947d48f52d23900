import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkQuestionnaire } from '../../../../src/features/questionnaires/definition/check-questionnaire.ts'
import type { Definition } from '../../../../src/features/questionnaires/definition/definition.ts'

/** A Questionnaire with these items. */
export function resourceOf(...item: object[]) {
  return {
    resourceType: 'Questionnaire',
    url: 'https://hospital.example/questionnaires/before-your-operation',
    version: '1.0.0',
    title: 'Getting ready for your operation',
    status: 'active',
    item,
  }
}

/** The same, checked. */
export function definitionOf(...item: object[]): Definition {
  return checked(resourceOf(...item))
}

export function checked(resource: object): Definition {
  const result = checkQuestionnaire(resource)
  assert.ok('definition' in result, 'faults' in result ? result.faults.join('\n') : '')
  return result.definition
}

export function faultsOf(resource: unknown): string[] {
  const result = checkQuestionnaire(resource)
  return 'faults' in result ? result.faults : []
}

const HL7 = 'http://hl7.org/fhir/StructureDefinition/'

export function hl7(name: string, value: object) {
  return { url: `${HL7}${name}`, ...value }
}

/** What is refused: why, the resource, and what is said of it. */
export type Refused = [why: string, resource: unknown, fault: RegExp]

export function testRefused(refused: readonly Refused[]): void {
  for (const [why, resource, fault] of refused) {
    test(`a questionnaire is refused, with the item and the reason: ${why}`, () => {
      const faults = faultsOf(resource)
      const isSaid = faults.some(each => fault.test(each))
      assert.ok(isSaid, faults.join('\n') || 'it was taken')
    })
  }
}

export const yesNo = { linkId: 'smoke', text: 'Do you smoke?', type: 'boolean' }

export const colour = {
  linkId: 'colour',
  text: 'Which colour?',
  type: 'choice',
  answerOption: [
    { valueCoding: { system: 'urn:c', code: 'red', display: 'Red' } },
    { valueCoding: { system: 'urn:c', code: 'blue' } },
  ],
}
