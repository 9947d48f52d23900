/*
 * A FHIR R4 Questionnaire, narrowed to what the portal can ask. It is used as it was imported: nothing is converted, so that what
 * is asked is what the hospital published. Only `checkQuestionnaire` makes one.
 */

export interface Definition {
  readonly resourceType: 'Questionnaire'
  readonly url: string
  readonly version: string
  readonly title: string
  readonly status: 'draft' | 'active'
  readonly language?: string
  readonly description?: string
  readonly effectivePeriod?: { readonly start?: string; readonly end?: string }
  readonly contained?: readonly ValueSet[]
  readonly item: readonly DefinitionItem[]
}

export const ITEM_TYPES = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'time',
  'string',
  'text',
  'choice',
  'open-choice',
  'quantity',
] as const
export type ItemType = (typeof ITEM_TYPES)[number]

/** A group, a text that is only shown, or a question. */
export interface DefinitionItem {
  /** Unique in its definition. */
  readonly linkId: string
  readonly type: ItemType
  readonly text?: string
  readonly prefix?: string
  readonly definition?: string
  readonly enableWhen?: readonly EnableWhen[]
  readonly enableBehavior?: 'all' | 'any'
  readonly required?: boolean
  readonly repeats?: boolean
  readonly readOnly?: boolean
  readonly maxLength?: number
  readonly answerOption?: readonly AnswerOption[]
  /** `#` and the id of a contained value set. */
  readonly answerValueSet?: string
  readonly initial?: readonly AnswerValue[]
  readonly extension?: readonly Extension[]
  readonly item?: readonly DefinitionItem[]
}

export interface Coding {
  readonly system?: string
  readonly version?: string
  readonly code?: string
  readonly display?: string
}

export interface Quantity {
  readonly value: number
  readonly unit?: string
  readonly system?: string
  readonly code?: string
}

/** One answer, as in a QuestionnaireResponse. */
export type AnswerValue =
  | { readonly valueBoolean: boolean }
  | { readonly valueDecimal: number }
  | { readonly valueInteger: number }
  /** Such as 2026-11-30. */
  | { readonly valueDate: string }
  /** Such as 09:30:00. */
  | { readonly valueTime: string }
  | { readonly valueString: string }
  | { readonly valueCoding: Coding }
  | { readonly valueQuantity: Quantity }

export type AnswerOption = OptionValue & {
  readonly initialSelected?: boolean
  readonly extension?: readonly Extension[]
}
export type OptionValue = Extract<
  AnswerValue,
  | { valueInteger: number }
  | { valueDate: string }
  | { valueTime: string }
  | { valueString: string }
  | { valueCoding: Coding }
>

export type EnableWhen = { readonly question: string } & (
  | { readonly operator: 'exists'; readonly answerBoolean: boolean }
  | ({ readonly operator: '=' | '!=' | '>' | '<' | '>=' | '<=' } & ComparedAnswer)
)
export type ComparedAnswer =
  | { readonly answerBoolean: boolean }
  | { readonly answerDecimal: number }
  | { readonly answerInteger: number }
  | { readonly answerDate: string }
  | { readonly answerTime: string }
  | { readonly answerString: string }
  | { readonly answerCoding: Coding }
  | { readonly answerQuantity: Quantity }

export interface ValueSet {
  readonly resourceType: 'ValueSet'
  readonly id: string
  readonly compose?: {
    readonly include: readonly {
      readonly system?: string
      readonly version?: string
      readonly concept?: readonly Concept[]
    }[]
  }
  readonly expansion?: { readonly contains?: readonly Coding[] }
}
export interface Concept {
  readonly code: string
  readonly display?: string
}

export interface Extension {
  readonly url: string
  readonly valueBoolean?: boolean
  readonly valueInteger?: number
  readonly valueDecimal?: number
  readonly valueDate?: string
  readonly valueTime?: string
  readonly valueString?: string
  readonly valueCode?: string
  readonly valueCoding?: Coding
  readonly valueCodeableConcept?: { readonly coding?: readonly Coding[]; readonly text?: string }
}
