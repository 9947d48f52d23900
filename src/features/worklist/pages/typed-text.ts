import type { Request } from 'express'
import type { z } from 'zod'
import type { Services } from '../../../services.ts'
import { readForm, wantsToSave, withFaults } from '../../../web/forms.ts'
import type { Disclosure, View } from '../../../web/outcome.ts'
import { type OpenedRequest, openRequest } from './opened-request.ts'

/** What a form with one text shows. */
export type TextShown<Field extends string> = OpenedRequest & Record<Field, string> & { moreTime?: boolean }

type Read<Answers> = { answers: Answers; again?: never } | { answers?: never; again: View<Disclosure> }

/** Reads a form with one text; or shows it again as it was typed, for more time or with its faults. */
export async function readTyped<Rules extends z.ZodObject, Field extends string>(
  services: Services,
  request: Request,
  field: Field,
  rules: Rules,
  view: (values: TextShown<Field>, status?: number) => View<Disclosure>,
): Promise<Read<z.output<Rules>>> {
  const typed = async () =>
    ({
      ...(await openRequest(services, request)),
      [field]: String(request.body?.[field] ?? ''),
    }) as TextShown<Field>
  if (wantsToSave(request.body)) return { again: view({ ...(await typed()), moreTime: true }) }
  const { answers, faults } = readForm(rules, request.body)
  return faults ? { again: view(withFaults(faults, await typed()), 400) } : { answers }
}
