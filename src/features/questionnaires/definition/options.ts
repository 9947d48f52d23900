import type {
  AnswerOption,
  AnswerValue,
  Coding,
  Definition,
  DefinitionItem,
  OptionValue,
  ValueSet,
} from './definition.ts'
import { OPTION_EXCLUSIVE, OPTION_PREFIX } from './extensions.ts'
import { asAnswer, asCoding, sameValue } from './values.ts'

/** What can be chosen. */
export interface Option {
  value: OptionValue
  text: string
  /** Such as "None of these": with it, nothing else can be chosen. */
  isExclusive: boolean
  /** It is chosen before the patient has answered. */
  isInitial: boolean
}

const known = new WeakMap<DefinitionItem | ValueSet, Option[]>()

/** The options of a choice, in order. They come from the definition itself, never from elsewhere. */
export function optionsOf({ contained }: Pick<Definition, 'contained'>, item: DefinitionItem): Option[] {
  const { answerOption, answerValueSet } = item
  if (answerOption) return cached(item, () => answerOption.map(option))
  const valueSet = contained?.find(({ id }) => `#${id}` === answerValueSet)
  return valueSet ? optionsIn(valueSet) : []
}

/** The codes that a value set lists. */
export function optionsIn(valueSet: ValueSet): Option[] {
  return cached(valueSet, () => codingsIn(valueSet).map(coding => option({ valueCoding: coding })))
}

function cached(of: DefinitionItem | ValueSet, options: () => Option[]): Option[] {
  const before = known.get(of)
  if (before) return before
  const found = options()
  known.set(of, found)
  return found
}

/** The number of an option from 1. 0: the answer is not among the options. */
export function optionNumber(
  definition: Pick<Definition, 'contained'>,
  item: DefinitionItem,
  value: AnswerValue,
): number {
  return optionsOf(definition, item).findIndex(each => sameValue(each.value, value)) + 1
}

function codingsIn({ compose, expansion }: ValueSet): Coding[] {
  const codings =
    expansion?.contains ??
    compose?.include.flatMap(({ concept, system }) =>
      (concept ?? []).map(each => ({ ...(system && { system }), ...each })),
    )
  return (codings ?? []).map(asCoding)
}

function option({ extension, initialSelected, ...rest }: AnswerOption): Option {
  const value = asAnswer(rest)
  const prefix = extension?.find(({ url }) => url === OPTION_PREFIX)?.valueString
  return {
    value,
    text: [prefix, textOfValue(value)].filter(Boolean).join(' '),
    isExclusive:
      extension?.some(({ url, valueBoolean }) => url === OPTION_EXCLUSIVE && valueBoolean) ?? false,
    isInitial: initialSelected ?? false,
  }
}

function textOfValue(value: OptionValue): string {
  if ('valueCoding' in value) return value.valueCoding.display ?? value.valueCoding.code ?? ''
  return String(Object.values(value)[0])
}
