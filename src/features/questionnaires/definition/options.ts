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
import { sameValue } from './values.ts'

/** What can be chosen. */
export interface Option {
  value: OptionValue
  text: string
  /** Such as "None of these": with it, nothing else can be chosen. */
  isExclusive: boolean
  /** It is chosen before the patient has answered. */
  isInitial: boolean
}

const known = new WeakMap<DefinitionItem, Option[]>()

/** The options of a choice, in order. They come from the definition itself, never from elsewhere. */
export function optionsOf({ contained }: Pick<Definition, 'contained'>, item: DefinitionItem): Option[] {
  const before = known.get(item)
  if (before) return before
  const options =
    item.answerOption?.map(option) ??
    codingsOf(contained, item).map(coding => option({ valueCoding: coding }))
  known.set(item, options)
  return options
}

/** The number of an option from 1. 0: the answer is not among the options. */
export function optionNumber(definition: Definition, item: DefinitionItem, value: AnswerValue): number {
  return optionsOf(definition, item).findIndex(each => sameValue(each.value, value)) + 1
}

function codingsOf(contained: readonly ValueSet[] | undefined, { answerValueSet }: DefinitionItem): Coding[] {
  const valueSet = contained?.find(({ id }) => `#${id}` === answerValueSet)
  return valueSet ? codingsIn(valueSet) : []
}

/** The codings that a value set lists. */
export function codingsIn({ compose, expansion }: ValueSet): Coding[] {
  if (expansion?.contains) return [...expansion.contains]
  return (compose?.include ?? []).flatMap(({ concept, system }) =>
    (concept ?? []).map(({ code, display }) => ({
      ...(system && { system }),
      code,
      ...(display && { display }),
    })),
  )
}

function option({ extension, initialSelected, ...value }: AnswerOption): Option {
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
