import type { z } from 'zod'

/** What is wrong with a value, in words, each with where it is. */
export function faultsBy(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value, { reportInput: true })
  return (error?.issues ?? []).map(issue => {
    const at = issue.path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
    const where = at.slice(1) && `"${at.slice(1)}" `
    if (issue.code !== 'unrecognized_keys') return `${where}${inWords(issue)}`
    const names = issue.keys.map(key => `"${key}"`).join(', ')
    return `${names}${where && ` in ${where.trim()}`} ${issue.keys.length > 1 ? 'are' : 'is'} not supported`
  })
}

function inWords({ code, input, message }: z.core.$ZodIssue): string {
  if (input === undefined) return 'is missing'
  if (code === 'too_small') return 'is empty or too small'
  if (code === 'invalid_value') return `is ${JSON.stringify(input)?.slice(0, 60)}, which is not supported`
  return message.startsWith('Invalid') ? 'is not of the right type' : message
}
