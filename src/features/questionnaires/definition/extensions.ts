/** The extensions of FHIR that the portal acts on, and one of its own. */

const HL7 = 'http://hl7.org/fhir/StructureDefinition/'
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/'

export const HIDDEN = `${HL7}questionnaire-hidden`
export const ITEM_CONTROL = `${HL7}questionnaire-itemControl`
export const UNIT = `${HL7}questionnaire-unit`
export const UNIT_OPTION = `${HL7}questionnaire-unitOption`
export const MIN_OCCURS = `${HL7}questionnaire-minOccurs`
export const MAX_OCCURS = `${HL7}questionnaire-maxOccurs`
export const MIN_VALUE = `${HL7}minValue`
export const MAX_VALUE = `${HL7}maxValue`
export const MIN_LENGTH = `${HL7}minLength`
export const MAX_DECIMAL_PLACES = `${HL7}maxDecimalPlaces`
export const ENTRY_FORMAT = `${HL7}entryFormat`
export const OPTION_EXCLUSIVE = `${HL7}questionnaire-optionExclusive`
export const OPTION_PREFIX = `${HL7}questionnaire-optionPrefix`
export const OPEN_LABEL = `${SDC}sdc-questionnaire-openLabel`

/** On a `display` item: docs/questionnaires.md, "Flagged answers". */
export const FLAG = 'urn:patient-portal:questionnaire-flag'

/** What is said of an item that asks nothing and that changes neither question nor answer: how it looks, who uses it. */
export const WITHOUT_EFFECT = new Set([
  `${HL7}questionnaire-choiceOrientation`,
  `${HL7}questionnaire-displayCategory`,
  `${HL7}rendering-style`,
  `${HL7}rendering-styleSensitive`,
  `${HL7}rendering-xhtml`,
  `${HL7}rendering-markdown`,
  `${HL7}translation`,
  `${HL7}ordinalValue`,
  `${HL7}questionnaire-ordinalValue`,
  `${HL7}itemWeight`,
  `${HL7}designNote`,
  `${SDC}sdc-questionnaire-shortText`,
  `${SDC}sdc-questionnaire-width`,
  `${SDC}sdc-questionnaire-collapsible`,
  // Where to look up value sets. A questionnaire must contain its own.
  `${HL7}terminology-server`,
  `${HL7}preferredTerminologyServer`,
  `${SDC}sdc-questionnaire-preferredTerminologyServer`,
])

/** What is said of the resource: who maintains it, and how far it is. */
export const OF_RESOURCE = [
  `${HL7}structuredefinition-`,
  `${HL7}resource-`,
  `${HL7}artifact-`,
  `${HL7}cqf-`,
  `${HL7}questionnaire-displayCategory`,
  `${HL7}instance-`,
]
