/** The fields of a page's own form, which is the last one, filled in as a patient might: the first of every choice. */
export function formOf(html: string): [string, string][] {
  const form = html.slice(html.lastIndexOf('<form'))
  if (!form.startsWith('<form')) return []
  const fields: [string, string][] = []
  const chosen = new Set<string>()
  for (const [input] of form.matchAll(/<(?:input|textarea)\b[^>]*>/g)) {
    const name = attribute(input, 'name')
    const isChoice = /type="(radio|checkbox)"/.test(input)
    if (isChoice && chosen.has(name)) continue
    if (isChoice) chosen.add(name)
    fields.push([name, attribute(input, 'value')])
  }
  return fields
}

function attribute(tag: string, name: string): string {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  return value
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}
