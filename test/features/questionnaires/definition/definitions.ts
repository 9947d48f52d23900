import assert from 'node:assert/strict'
import { checkQuestionnaire } from '../../../../src/features/questionnaires/definition/check-questionnaire.ts'
import type {
  Definition,
  DefinitionItem,
} from '../../../../src/features/questionnaires/definition/definition.ts'

/** A Questionnaire with these items. */
export function resourceOf(...item: object[]) {
  return {
    resourceType: 'Questionnaire',
    url: 'https://hospital.example/questionnaires/before-your-operation',
    version: '1.0.0',
    title: 'Before your operation',
    status: 'active',
    item,
  }
}

/** The same, checked. */
export function definitionOf(...item: (Pick<DefinitionItem, 'linkId' | 'type'> & object)[]): Definition {
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
