/** What a page of the tests is made of; the rest is as it should be. */
export interface Parts {
  head?: string
  title?: string
  main?: string
  outside?: string
  /** What a browser that keeps no cookies is shown at the same address. */
  withoutCookies?: string
}

const PLAIN = 'p { line-height: 1.5 } @media print { h1 { break-after: avoid } }'
const RIGHT = '<h1>Your page</h1><p>Words. <a href="/patient-portal/x">Other page</a></p>'

/** With no parts given there is nothing wrong with it. */
export function htmlOf({ head = '', title = 'Your page', main = RIGHT, outside = '' }: Parts): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title} - Manage your hospital appointments - NHS</title>
<meta name="viewport" content="width=device-width"><style>${PLAIN}</style>${head}</head>
<body><main>${main}</main>${outside}</body></html>
`
}

const style = (css: string): Parts => ({ head: `<style>${css}</style>` })
const script = (code: string): Parts => ({ outside: `<script>${code}</script>` })
export const body = (main: string): Parts => ({ main: `<h1>Your page</h1>${main}` })
const TWO = '<p><a href="/a">One thing</a></p><p><a href="/b">Another thing</a></p>'
const SUMMARY = '<div class="nhsuk-error-summary" tabindex="-1"><a href="#day">Select a day</a></div>'

export const HAPPENED =
  '<div class="nhsuk-error-summary" tabindex="-1"><div role="alert"><h2>It is gone</h2></div></div>'
export const FOCUSED = script("document.querySelector('.nhsuk-error-summary').focus()")

/** For each check, pages that each have one thing wrong. */
export const WRONG: Record<string, Parts[]> = {
  'valid HTML': [
    body('<p id="x">a</p><p id="x">b</p>'),
    body('<ul><p>no item</p></ul>'),
    body('<p><span role="text">One thing</span></p>'),
  ],
  'page titles': [
    { title: 'Another page' },
    { title: 'Error: Your page' },
    body(HAPPENED),
    {
      ...body('<p id="sentence">You are booked. That is today.</p>'),
      title: 'Your page. You are not booked.',
    },
    body('<p id="sentence">You are booked.</p>'),
  ],
  'reading age': [
    body(
      `<p>${'Notwithstanding institutional prerequisites, individualised rehabilitation necessitates multidisciplinary collaboration. '.repeat(6)}</p>`,
    ),
  ],
  'a browser that keeps no cookies': [
    { withoutCookies: '<title>Log in</title><main><a class="nhsuk-button" href="">Continue</a></main>' },
    {
      ...body('<form action="/sent"><button>Send</button></form>'),
      withoutCookies:
        '<title>Log in</title><main><form method="post"><button>Continue</button></form></main>',
    },
  ],
  'error messages': [
    { ...body(`${SUMMARY}<p><input id="day" aria-label="Day"></p>`) },
    body('<p class="nhsuk-error-message">Select a day</p>'),
    body(HAPPENED),
    { ...body('<div class="nhsuk-error-summary" tabindex="-1"><h2>It is gone</h2></div>'), ...FOCUSED },
  ],
  'the rules of a tool called axe': [style('p { color: #bbb }'), body('<p><input></p>')],
  'headings and landmarks': [
    body('<h3>Too deep</h3>'),
    { main: '<p>No heading</p>' },
    body('<ol></ol>'),
    body('<section id="x"><p><a href="#x">To the section</a></p></section>'),
  ],
  'names of links, buttons and fields': [
    body('<p><a href="/a">Change</a> or <a href="/b">Change</a></p>'),
    body(
      '<nav aria-label="One"><a href="/a">Next page</a></nav><nav aria-label="Two"><a href="/b">Next page</a></nav>',
    ),
    body('<p><a href="/a">here</a></p>'),
    body('<p><button></button></p>'),
  ],
  'use without scripts': [
    body('<p><button type="button">Only by script</button></p>'),
    script("document.querySelector('main p').textContent = 'Other words'"),
  ],
  'use with only a keyboard': [
    style('a:focus { outline: none }'),
    { ...body(TWO), ...style('p { position: relative } p:first-of-type { top: 300px }') },
    body('<p><a href="/a" tabindex="-1">Left out</a></p>'),
    { ...body(TWO), outside: '<div style="position: fixed; inset: 0; background: #fff"></div>' },
    script("addEventListener('keydown', event => event.preventDefault())"),
  ],
  'links and buttons pressed with the space bar and Enter': [
    body('<p><a href="/a" role="button">A link that says it is a button</a></p>'),
    {
      ...body('<form><button>Send</button></form>'),
      ...script(
        "addEventListener('keydown', event => event.key === 'Enter' && event.preventDefault(), true)",
      ),
    },
    {
      ...body('<p><label><input type="checkbox">Monday</label></p>'),
      ...script("addEventListener('keyup', event => event.preventDefault(), true)"),
    },
  ],
  'size of links and buttons': [
    {
      ...body('<p><button class="x">a</button><button class="x">b</button></p>'),
      ...style('.x { width: 10px; height: 10px; padding: 0; border: 0 }'),
    },
  ],
  'use without style sheets': [body('<p hidden>Lost words</p>')],
  'small screens and words 4 times bigger': [
    style('p { width: 600px }'),
    style('@media (max-width: 400px) { p { display: none } }'),
    { ...body('<p>One</p><p>Two</p>'), ...style('p { position: absolute; top: 99px }') },
  ],
  'screens of every width': [
    style('@media (min-width: 641px) and (max-width: 768px) { p { margin-right: -24px } }'),
    style('@media (max-width: 260px) { p { width: 300px } }'),
    // Only with more space between the letters.
    style('p { width: max-content; font: 35px monospace }'),
  ],
  'letters twice as large': [
    style('p { width: 15em }'),
    body('<p style="white-space: nowrap">Manage your appointments</p>'),
  ],
  'more space between lines, words and letters': [
    {
      ...body(`<p>${'long words '.repeat(12)}</p>`),
      ...style('p { height: 3em; width: 310px; overflow: hidden; margin: 0 -5px }'),
    },
  ],
  'colours chosen by the reader': [style('a:focus { outline: none; box-shadow: 0 0 0 4px gold }')],
  'less movement': [style('@keyframes x { to { opacity: .5 } } p { animation: x 1s infinite }')],
  printing: [
    style('p { background: #005eb8; color: #fff }'),
    style('@media print { p { display: none } }'),
    body('<form><button>Send</button></form>'),
    body('<p><a href="/patient-portal/x">Other page</a></p>'),
    body('<p>Ask <a href="https://111.nhs.uk/">111 online</a>.</p>'),
    style('@media print { a::after { content: " (Link: " attr(href) ")" } }'),
    { ...body('<h2>What happens now</h2>'), ...style('@media print { h2 { break-after: auto } }') },
    { ...body('<div class="column"><p>Words</p></div>'), ...style('.column { width: 66% }') },
  ],
}
