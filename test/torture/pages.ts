/** Reads the facts on a page that a patient sees. */

export interface Card {
  id: string
  /** The text on the page: "Booked", "Pending cancellation", "Cancelled". */
  status: string
  title: string
}

const TAG = /nhsapp-tag[^>]*>\s*([^<]*?)\s*</
const ACTIVE = new Set(['Booked', 'Pending cancellation', 'Pending reschedule'])

export function isActive({ status }: Pick<Card, 'status'>): boolean {
  return ACTIVE.has(status)
}

/** The appointments on the page that are not past, with those that were cancelled. `whole`: whether the page shows all of them. */
export function readList(html: string): { cards: Card[]; whole: boolean } {
  const upcoming = html.slice(0, html.indexOf('id="past"'))
  const counts = [...upcoming.matchAll(/(?:Upcoming|Cancelled) appointments \((\d+)\)/g)]
  const total = counts.reduce((sum, [, count]) => sum + Number(count), 0)
  const cards = upcoming
    .split('nhsapp-card__above')
    .slice(1)
    .map(card => ({
      id: /\/patient-portal\/appointment\/([0-9a-f-]{36})/.exec(card)?.[1] ?? '',
      status: TAG.exec(card)?.[1] ?? '',
      title:
        /nhsuk-link--no-visited-state">\s*(?:Cancelled: )?([^<]*?) appointment\s*</.exec(card)?.[1] ?? '',
    }))
  return { cards, whole: cards.length === total }
}

export function readStatus(html: string): string {
  return TAG.exec(html)?.[1] ?? ''
}

/** The values of the radios or checkboxes with this name. */
export function choices(html: string, name: string): string[] {
  const inputs = [...html.matchAll(/<input[^>]*>/g)].map(([input]) => input)
  return inputs
    .filter(input => input.includes(`name="${name}"`) && !input.includes('type="hidden"'))
    .map(input => /value="([^"]*)"/.exec(input)?.[1] ?? '')
}

export function token(html: string): string {
  return /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
}

/** The version of the appointment that a form says its patient saw. */
export function versionIn(seen: unknown): number {
  return JSON.parse(Buffer.from(String(seen), 'base64url').toString())[0]
}
