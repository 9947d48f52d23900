import { oneLine, type PageCheck } from './check.ts'

/** Where the system chooses the colours, buttons and fields keep an edge and the focus a ring. */
export const forcedColours: PageCheck = async page => {
  await page.emulateMedia({ forcedColors: 'active' })
  const faults = await page.evaluate(lostInForcedColours)
  await page.emulateMedia({ forcedColors: 'none' })
  return faults
}

/** Nothing moves by itself for those who asked for less motion; and nothing moves for long for anybody. */
export const reducedMotion: PageCheck = async page => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const faults = await page.evaluate(moving)
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  return faults
}

/** Without style sheets every word is there, in the order of the page, and no picture is larger than a phone. */
export const noStyles: PageCheck = async page => {
  const words = await page.evaluate(() => {
    for (const sheet of document.styleSheets) sheet.disabled = true
    const main = document.querySelector('main')
    const all = main?.cloneNode(true) as HTMLElement
    // What somebody typed is shown, but is no text of the page; and this page is shown with scripts.
    for (const field of all.querySelectorAll('textarea, noscript')) field.remove()
    const large = [...document.querySelectorAll('svg, img')].filter(
      each => each.getBoundingClientRect().width > 320,
    )
    return { all: all.textContent, shown: main?.innerText ?? '', large: large.length }
  })
  await page.evaluate(() => {
    for (const sheet of document.styleSheets) sheet.disabled = false
  })
  const bare = (text: string) => oneLine(text).replaceAll(' ', '')
  return [
    ...(bare(words.all) === bare(words.shown) ? [] : ['not every word is shown']),
    ...(words.large > 0 ? ['a picture is wider than a phone'] : []),
  ]
}

/** Runs in the page, as does what follows: buttons and fields without an edge, and focus without a ring. */
export function lostInForcedColours(): string[] {
  const edge = (style: CSSStyleDeclaration) =>
    style.borderStyle !== 'none' && parseFloat(style.borderTopWidth) > 0
  const ring = (style: CSSStyleDeclaration) =>
    style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0
  const beside = (each: Element) =>
    each.nextElementSibling ? getComputedStyle(each.nextElementSibling, '::before') : undefined
  const all = document.querySelectorAll<HTMLElement>(
    'a[href], button, input:not([type=hidden]), select, textarea, summary',
  )
  return [...all].flatMap(each => {
    if (!each.checkVisibility()) return []
    const words = (each.textContent || each.id).trim().slice(0, 60)
    const looks = getComputedStyle(each)
    // A link is told by its underline, but not one drawn as a button; nhsuk draws radios beside the field itself.
    const underlined =
      looks.textDecorationLine === 'underline' || each.closest('header, .nhsuk-card, .nhsapp-card')
    const drawn = each.matches('input[type=radio], input[type=checkbox]') ? beside(each) : looks
    const faults =
      each.matches('a:not(.nhsuk-button, [role=button])') || underlined || (drawn && edge(drawn))
        ? []
        : [`“${words}” has no edge`]
    each.focus()
    const now = [getComputedStyle(each), beside(each)]
    if (!now.some(style => style && (ring(style) || edge(style))))
      faults.push(`the focus on “${words}” has no ring`)
    each.blur()
    return faults
  })
}

export function moving(): string[] {
  const animations = document.getAnimations().map(each => `something moves: ${each.id || 'an animation'}`)
  const smooth = getComputedStyle(document.documentElement).scrollBehavior === 'smooth'
  const plays = document.querySelectorAll('marquee, blink, video[autoplay], audio[autoplay]').length > 0
  return [
    ...animations,
    ...(smooth ? ['scrolling is animated'] : []),
    ...(plays ? ['something plays by itself'] : []),
  ]
}
