import { z } from 'zod'
import { GUID_PATTERN } from '../../shared/guid.ts'
import { ON_A_PAGE } from './list-address.ts'

/** What was ticked on a list, in the version that the list showed. */
export interface Chosen {
  id: string
  version: number
}

const CHOSEN = new RegExp(`^${GUID_PATTERN}\\.\\d{1,9}$`)

/** What a form sends for those that were ticked. A browser sends a string when only one was. */
export const chosenField = z.preprocess(
  sent => (typeof sent === 'string' ? [sent] : sent),
  z.array(z.string().regex(CHOSEN)).min(1).max(ON_A_PAGE),
)

/** What a form sends to assign to a colleague, or to none. */
export const assigneeField = z.union([z.guid(), z.literal('none').transform(() => null)])

/** What is not as the list writes it counts as not chosen. */
export function chosenIn(sent: unknown): Chosen[] {
  const chosen = [sent].flat().filter(each => typeof each === 'string' && CHOSEN.test(each))
  return chosen.slice(0, ON_A_PAGE).map(each => {
    const [id = '', version] = String(each).split('.')
    return { id, version: Number(version) }
  })
}
