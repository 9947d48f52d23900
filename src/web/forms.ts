import { z } from 'zod'
import { BadRequest } from '../shared/errors.ts'

export interface FormFault {
  text: string
  href: string
}

type Read<Answers> = { answers: Answers; faults?: never } | { answers?: never; faults: FormFault[] }

/**
 * Reads a form by its rules: the answers, or what is wrong in the order of the page, each linked to its field.
 * A field's name, its id and the link are one word. A field the page does not have throws {@link BadRequest}.
 */
export function readForm<Rules extends z.ZodObject>(rules: Rules, body: unknown): Read<z.output<Rules>> {
  const { _csrf, ...sent } = (body ?? {}) as Record<string, unknown>
  if (Object.keys(sent).some(name => !Object.hasOwn(rules.shape, name))) throw new BadRequest()
  const read = rules.safeParse(sent)
  if (read.success) return { answers: read.data }
  const order = Object.keys(rules.shape)
  const first = new Map(read.error.issues.toReversed().map(({ path, message }) => [String(path[0]), message]))
  return {
    faults: order.flatMap(name => {
      const text = first.get(name)
      return text === undefined ? [] : [{ text, href: `#${name}` }]
    }),
  }
}

/** Reads a form whose fields we wrote ourselves; any fault in it throws {@link BadRequest}. */
export function readOwnForm<Rules extends z.ZodObject>(rules: Rules, body: unknown): z.output<Rules> {
  const { answers } = readForm(rules, body)
  if (!answers) throw new BadRequest()
  return answers
}

/** What a page with a form renders, with what is wrong with each field: `faults` for the summary, `faultOf` by name. */
export function withFaults<Values extends object>(faults: FormFault[] | undefined, values: Values): Values {
  const faultOf = Object.fromEntries((faults ?? []).map(({ text, href }) => [href.slice(1), { text }]))
  return { ...values, ...(faults && { faults }), faultOf }
}

/** One of a list of radios. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values, message: string) {
  return z.enum(values, { error: message })
}

/** Any of a list of checkboxes, which a browser sends as one text when only one is ticked. */
export function someOf<const Values extends readonly [string, ...string[]]>(values: Values, message: string) {
  const list = z
    .array(z.enum(values, { error: message }), { error: message })
    .min(1, message)
    .max(values.length, message)
  return z.preprocess(
    sent => (typeof sent === 'string' ? [sent] : sent),
    list.transform(all => [...new Set(all)]),
  )
}

/** What somebody typed: line ends and spaces made alike, characters that cannot be seen taken out, spaces trimmed. */
export function freeText(limit: number, tooLong: string) {
  return z
    .string({ error: tooLong })
    .transform(text =>
      text
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll('\t', ' ')
        .replaceAll(/[^\P{C}\n\u200c\u200d]/gu, '')
        .normalize()
        .trim(),
    )
    .refine(text => [...text].length <= limit, tooLong)
}
