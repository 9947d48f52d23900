import type { EngineCheck } from './check.ts'

/**
 * After a mistake the focus is on the summary; each of its lines leads to the field, which says the same. A summary of what
 * happened meanwhile has the focus too, and is announced, but there is no mistake to lead to.
 */
export const errors: EngineCheck = async page =>
  page.evaluate(() => {
    const summary = document.querySelector<HTMLElement>('.nhsuk-error-summary')
    const messages = [...document.querySelectorAll('.nhsuk-error-message')]
    if (!summary) return messages.length > 0 ? ['there is a fault and no summary of it'] : []
    const said = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim()
    const faults: string[] = []
    if (!summary.contains(document.activeElement)) faults.push('the focus is not on the summary')
    const links = [...summary.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
    if (links.length === 0 && messages.length === 0) {
      if (!summary.querySelector('[role=alert]')) faults.push('what happened is not announced')
      if (summary.querySelector('li')) faults.push('a line of the summary leads nowhere')
      return faults
    }
    if (links.length === 0 || links.length !== messages.length)
      faults.push('the summary does not have each fault once')
    for (const link of links) {
      const name = link.hash.slice(1)
      link.click()
      const field = document.activeElement
      if (field?.id !== name) faults.push(`“${said(link.textContent)}” does not lead to its field`)
      const described = [field, field?.closest('fieldset')].flatMap(
        each => each?.getAttribute('aria-describedby')?.split(/\s+/) ?? [],
      )
      const words = described.map(id => said(document.getElementById(id)?.textContent))
      if (!words.some(each => each.includes(said(link.textContent))))
        faults.push(`the field does not say “${said(link.textContent)}”`)
    }
    return faults
  })
