import { fc } from '../../support/fast-check.ts'

/*
 * What hostile people and broken programs send, and between it what our pages themselves send, so that the next check
 * behind the first is reached too. Whatever would show that it was run or not escaped carries the mark.
 */

/** Stands in no page of ours. */
export const MARK = 'zqfuzz'
/** What a template, a shell or a query would make of the sum that is sent. */
export const SUM = '1787569'

const html = fc.constantFrom(
  `<${MARK}>`,
  `<script>${MARK}</script>`,
  `</title><script>${MARK}//`,
  `"><img src=x onerror=${MARK}>`,
  `' autofocus onfocus='${MARK}`,
  `</textarea><p>${MARK}</p>`,
  `<!--${MARK}-->`,
  `<svg/onload=${MARK}>`,
  `" style="${MARK}`,
  `javascript:${MARK}`,
  `&lt;${MARK}&gt;`,
  `<a href="https://evil.example/${MARK}">`,
  `\u2028</script>${MARK}\u2029`,
  `\`${MARK}\``,
)

const templates = fc.constantFrom(
  '{{1337*1337}}',
  '{{ range.constructor("return 1337*1337")() }}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant as it stands.
  '${1337*1337}',
  '<%= 1337*1337 %>',
  '#{1337*1337}',
  '{% include "layouts/portal.njk" %}',
  '{{ self }}',
  '%{1337*1337}',
)

const sql = fc.constantFrom(
  "' or '1'='1",
  "'; drop table appointment; --",
  "' union select nhs_number from patient --",
  '" or ""="',
  "1' and sleep(5)--",
  "'; waitfor delay '0:0:5'--",
  '1337*1337',
  '\\',
  '%',
  '_',
  "' || (select 1337*1337) || '",
)

const paths = fc.constantFrom(
  '../../../etc/passwd',
  '..\\..\\windows\\win.ini',
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  '.',
  '..',
  '/',
  '%2e%2e%2f',
  '..;/',
  '.git/config',
  'patient-portal/../health/live',
  '\\\\evil.example\\x',
)

const lines = fc.constantFrom(
  '\r\nX-Injected: yes',
  '\nSet-Cookie: injected=1',
  '%0d%0aX-Injected:%20yes',
  '\r\n\r\n<html>',
  '\u560d\u560aX-Injected: yes',
  'a\0b',
  '\0',
  '\u001b[31m',
  '\b\u007f',
)

const percents = fc.constantFrom(
  '%',
  '%%',
  '%zz',
  '%00',
  '%ff',
  '%c0%ae',
  '%u0041',
  '%25%32%65',
  '%E2%80%AE',
  '+',
)

const names = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  'length',
  'null',
  'true',
  '[]',
  '{}',
  '{"$gt":""}',
)

const numbers = fc.oneof(
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom('-0', '1e308', '0x7f', '9007199254740993', '٣', '1,000', '1_000'),
)

const dates = fc.oneof(
  fc.date({ noInvalidDate: true }).map(date => date.toISOString().slice(0, 10)),
  fc.constantFrom(
    '2026-02-30',
    '0000-00-00',
    '+275760-09-13',
    '2026-06-29T10:00',
    '9999-12-31',
    '-000001-01-01',
  ),
)

/** Words of ours that stand in no form. */
const WORDS = ['nhsApp', '1', '2', '', 'refused', 'nhs-app', 'booked', 'access_denied', 'login_required']

const long = fc
  .constantFrom('x', '<', '%41', '[', ' ', "'", '\u{1F600}', 'a\n')
  .map(each => each.repeat(3000 / each.length))
/** Any letters at all: of one byte, of the basic plane, of all planes. */
const letters = fc
  .array(fc.oneof(...[0xff, 0xffff, 0x10ffff].map(max => fc.nat({ max }))), { maxLength: 40 })
  .map(codes => String.fromCodePoint(...codes))

const words = fc.oneof(
  letters,
  fc.string({ maxLength: 20 }),
  fc.uuid(),
  fc.constantFrom('ﬀ', 'İ', '\u202eabc', 'e\u0301', '\ufeff', '\u200b', '\ud800'),
)

/** Hostile texts and names. Between them is what our own pages send: `own`. */
export function payloads(own: readonly string[]) {
  const ours = fc.constantFrom(...WORDS, ...own)
  const one = fc.oneof(
    ...[html, html, html, templates, sql, paths, lines, percents],
    ...[names, numbers, dates, ours, words],
  )
  /** Any hostile text. */
  const hostile = fc
    .oneof(
      { weight: 10, arbitrary: one },
      { weight: 3, arbitrary: fc.tuple(one, one).map(parts => parts.join('')) },
      { weight: 1, arbitrary: long },
    )
    .map(text => text.toWellFormed())

  /** The name of a parameter: one of the portal's own, an array of them, or any text. */
  function nameOf(known: readonly string[]) {
    const name = fc.constantFrom(...known)
    const shaped = fc.tuple(name, fc.constantFrom('[]', '[0]', '[__proto__]', '[a][b]', '.x', '%5B%5D', ' '))
    return fc.oneof(
      { weight: 6, arbitrary: name },
      { weight: 2, arbitrary: shaped.map(parts => parts.join('')) },
      { weight: 1, arbitrary: hostile },
    )
  }
  return { hostile, nameOf }
}
