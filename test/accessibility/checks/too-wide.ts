/** Runs in the page: whether it is scrolled sideways, and what is too wide for it. */
export function tooWide(): string[] {
  const { clientWidth, scrollWidth } = document.documentElement
  if (scrollWidth <= clientWidth) return []
  const rightOf = (each: Element) => {
    const range = document.createRange()
    range.selectNodeContents(each)
    return Math.max(each.getBoundingClientRect().right, range.getBoundingClientRect().right) + scrollX
  }
  const wide = [...document.body.querySelectorAll('*')].filter(
    each =>
      each.checkVisibility() &&
      !each.matches('.nhsuk-skip-link, .nhsuk-u-visually-hidden') &&
      rightOf(each) > clientWidth + 0.5,
  )
  // What has something too wide in it is too wide because of that.
  const innermost = wide.filter(each => !wide.some(other => other !== each && each.contains(other)))
  const names = innermost.map(each => {
    const kind = each.tagName.toLowerCase() + (each.classList[0] ? `.${each.classList[0]}` : '')
    return `${kind} “${(each.textContent ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 40)}”`
  })
  const because = names.length > 0 ? `: ${names.slice(0, 3).join(', ')}` : ''
  return [`the page is ${scrollWidth} wide on a screen of ${clientWidth}${because}`]
}
