import { z } from 'zod'
import { BadRequest } from '../shared/errors.ts'

export interface FormFault {
  text: string
  href: string
}

/** What every form may have beside its fields: the token, whose form it is, and the button "Save and carry on". */
const NOT_ANSWERS = new Set(['_csrf', '_seal'])
const SAVE = '_save'

/** Field names and what was entered, unchecked. */
export type Entered = Readonly<Record<string, string | string[]>>

type Read<Answers> = { answers: Answers; faults?: never } | { answers?: never; faults: FormFault[] }

/**
 * Validates a form. Returns the answers, or the faults in the order of the page, each linked to its field. The id of a
 * field must equal its name. Throws {@link BadRequest} for a field that the page does not have.
 */
export function readForm<Rules extends z.ZodObject>(rules: Rules, body: unknown): Read<z.output<Rules>> {
  const sent = fieldsOf(rules, body ?? {})
  const read = rules.safeParse(sent)
  if (read.success) return { answers: read.data }
  const fields = Object.keys(rules.shape)
  // Reversed, so that the first fault of each field wins.
  const messages = new Map(
    read.error.issues.toReversed().map(({ path, message }) => [String(path[0]), message]),
  )
  return {
    faults: fields.flatMap(name => {
      const text = messages.get(name)
      return text === undefined ? [] : [{ text, href: `#${name}` }]
    }),
  }
}

/**
 * Validates a form with only hidden fields. Throws {@link BadRequest} for any fault, because patients cannot cause it.
 */
export function readOwnForm<Rules extends z.ZodObject>(rules: Rules, body: unknown): z.output<Rules> {
  const { answers } = readForm(rules, body)
  if (!answers) throw new BadRequest()
  return answers
}

/** Whether "Save and carry on" was pressed. */
export function wantsToSave(body: unknown): boolean {
  return Object.hasOwn(Object(body), SAVE)
}

/**
 * What was entered in a form, to be kept and not used. A field that was left empty is there too. Throws
 * {@link BadRequest} for a field that the page does not have.
 */
export function enteredIn<Rules extends z.ZodObject>(rules: Rules, body: unknown): Entered {
  const { [SAVE]: _pressed, ...rest } = (body ?? {}) as Record<string, string | string[]>
  const sent = fieldsOf(rules, rest)
  return Object.fromEntries(Object.keys(rules.shape).map(name => [name, sent[name] ?? '']))
}

function fieldsOf<Fields extends object>(rules: z.ZodObject, body: Fields): Fields {
  const sent = Object.entries(body).filter(([name]) => !NOT_ANSWERS.has(name))
  if (sent.some(([name]) => !Object.hasOwn(rules.shape, name))) throw new BadRequest()
  return Object.fromEntries(sent) as Fields
}

/** Adds the faults to the values of a template: `faults` for the error summary, `faultOf` by field name. */
export function withFaults<Values extends object>(faults: FormFault[] | undefined, values: Values): Values {
  const faultOf = Object.fromEntries((faults ?? []).map(({ text, href }) => [href.slice(1), { text }]))
  return { ...values, ...(faults && { faults }), faultOf }
}

/** The answer to radios. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values, message: string) {
  return z.enum(values, { error: message })
}

/** The answers to checkboxes. A browser sends a string instead of a list when only one is ticked. */
export function someOf<const Values extends readonly [string, ...string[]]>(values: Values, message: string) {
  const list = z
    .array(z.enum(values, { error: message }), { error: message })
    .min(1, message)
    .max(values.length, message)
  return z.preprocess(
    sent => (typeof sent === 'string' ? [sent] : sent),
    list.transform(values => [...new Set(values)]),
  )
}

/**
 * Text that a patient types, of at most `maxLength` characters. It is trimmed, line ends are normalised, tabs become
 * spaces and invisible characters are removed. The message for a longer text can say how many characters it has.
 */
export function freeText(maxLength: number, tooLong: (length: number) => string) {
  return z
    .string({ error: tooLong(0) })
    .transform(text =>
      text
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll('\t', ' ')
        .replaceAll(/[^\P{C}\n\u200c\u200d]/gu, '')
        .normalize()
        .trim(),
    )
    .refine(text => [...text].length <= maxLength, {
      error: ({ input }) => tooLong([...String(input)].length),
    })
}

/** Free text that must not be empty. `missing`: the fault when it is. `what`: what a fault calls the text. */
export function requiredText(maxLength: number, missing: string, what: string) {
  return freeText(
    maxLength,
    length => `${what} must be ${maxLength} characters or less. You have written ${length}.`,
  ).refine(text => text !== '', missing)
}
