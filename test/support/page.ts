/** What a test reads of a page. */

export function heading(html: string): string {
  return (/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

export function pageTitle(html: string): string {
  return (/<title[^>]*>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? '').trim()
}

/** The hidden fields of the page's own form, which is the last one that is posted: log out is in the header before it. */
export function hiddenFields(html: string): Record<string, string | string[]> {
  const form = html.slice(html.lastIndexOf('<form method="post"'))
  const fields: Record<string, string | string[]> = {}
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1] ?? ''
    const value = plainText(/value="([^"]*)"/.exec(input)?.[1] ?? '')
    const earlier = fields[name]
    fields[name] = earlier === undefined ? value : [earlier, value].flat()
  }
  return fields
}

/** Where the NHS login button of the log-in page leads. */
export function logInLink(html: string): string {
  const [link = ''] = /<a[^>]*nhsuk-button--login[^>]*>/.exec(html) ?? []
  return plainText(/href="([^"]*)"/.exec(link)?.[1] ?? '')
}

/** A page without the tokens and seals of its forms, which are masked anew each time they are written. */
export function withoutTokens(html: string): string {
  return html
    .replaceAll(/(value|data-token)="[\w-]{86}"/g, '$1=""')
    .replaceAll(/(name="_seal" value)="[^"]*"/g, '$1=""')
}

function plainText(text: string): string {
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
}

/** What a person reads of a page: its words, in order, without tags. */
export function words(html: string): string {
  return plainText(html.replaceAll(/<(script|style|title)[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]+>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()
}
