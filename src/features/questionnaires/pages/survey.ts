import type { Request } from 'express'
import type { Services } from '../../../services.ts'
import { type Redirect, redirect } from '../../../web/outcome.ts'
import type { Saved } from '../answering.ts'
import type { Page, Path } from '../answers/path.ts'
import { replay } from '../answers/replay.ts'
import type { Definition } from '../definition/definition.ts'
import { type OpenedQuestionnaire, openQuestionnaire } from './opened-questionnaire.ts'

/** A questionnaire that is being answered: the way through it, as it is with the answers that are saved. */
export interface Survey extends OpenedQuestionnaire, Saved {
  definition: Definition
  path: Path
}

/** Whether the patient can still send it. */
export function isOpen({ stage }: OpenedQuestionnaire): boolean {
  return stage === 'requested' || stage === 'in-progress'
}

/** A redirect to the page that says how things are, unless the patient has started it and can still send it. */
export async function openSurvey(services: Services, request: Request): Promise<Survey | Redirect> {
  const opened = await openQuestionnaire(services, request)
  return opened.stage === 'in-progress' ? readSurvey(services, opened) : redirect(opened.address)
}

/** For any questionnaire of the patient. */
export async function readSurvey(services: Services, opened: OpenedQuestionnaire): Promise<Survey> {
  const saved = await services.answering.read(opened.questionnaire)
  return { ...opened, ...saved, path: replay(saved.definition, saved.answers) }
}

/** The number stands in the address in place of the key, which has words of the questionnaire in it. */
export const NUMBER = /^[1-9]\d{0,4}$/

export function pageAddress(address: string, { kind }: Page, number: number): string {
  return `${address}/${kind === 'questions' ? 'question' : 'add-another'}?number=${number}`
}

/** The first page that is not answered, or the last of the journey. */
export function nextAddress({ address, path }: Pick<Survey, 'address' | 'path'>): string {
  const page = path.pages[path.open]
  return page ? pageAddress(address, page, path.open + 1) : `${address}/check`
}

/** The page before this one, or the start page. */
export function backAddress({ address, path }: Survey, number: number): string {
  const before = path.pages[number - 2]
  return before ? pageAddress(address, before, number - 1) : address
}

/** The page of the number in the address, or the first that is not answered. Undefined if it is no page of this kind to visit. */
export function pageAt<Kind extends Page['kind']>(
  { path }: Pick<Survey, 'path'>,
  kind: Kind,
  given: unknown,
): NumberedPage<Kind> | undefined {
  const number = NUMBER.test(String(given)) ? Number(given) : path.open + 1
  return numbered(path.pages[number - 1], kind, number, path)
}

/** The page with this key, wherever it is now. */
export function pageWithKey<Kind extends Page['kind']>(
  { path }: Pick<Survey, 'path'>,
  kind: Kind,
  key: string,
): NumberedPage<Kind> | undefined {
  const index = path.pages.findIndex(page => page.key === key)
  return numbered(path.pages[index], kind, index + 1, path)
}

export interface NumberedPage<Kind extends Page['kind']> {
  page: Extract<Page, { kind: Kind }>
  number: number
}

function numbered<Kind extends Page['kind']>(
  page: Page | undefined,
  kind: Kind,
  number: number,
  { open }: Path,
) {
  const mayVisit = page?.kind === kind && number <= open + 1
  return mayVisit ? { page: page as Extract<Page, { kind: Kind }>, number } : undefined
}
