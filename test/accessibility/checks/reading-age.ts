import { fleschKincaid } from 'flesch-kincaid'
import { syllable } from 'syllable'
import { withoutScripts } from '../visitor.ts'
import { type HtmlCheck, oneLine } from './check.ts'

/**
 * Words are written for people of 9 to 11, as the NHS asks. The formula knows only how long words and sentences are and
 * strays by a year or two on a page so short, and "appointment" alone counts three: hence the limit.
 */
const OLDEST = 13

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
const words = new Intl.Segmenter('en', { granularity: 'word' })

/**
 * Of what is ours on the page. What hospitals wrote is theirs: it stands in lists of values and cards, and their names and
 * addresses are marked translate="no", each of which counts as one short word. An item that has a list is no sentence.
 */
export function readingAge({ html }: { html: string }): number | undefined {
  const $ = withoutScripts(html)
  $(
    '.nhsuk-summary-list, .nhsapp-card, .nhsuk-radios__hint, .nhsuk-u-visually-hidden, h1, .nhsuk-body-s',
  ).remove()
  $('main a[href^="tel:"], main [translate=no]').replaceWith('us')
  const texts = $('main p, main li:not(:has(p, li)), main .nhsuk-hint')
    .toArray()
    .map(each => oneLine($(each).text()))
  const all = texts
    .flatMap(text => [...sentences.segment(text)].map(({ segment }) => segment))
    // None of ours is longer: a hospital’s longest names are in it.
    .filter(sentence => sentence.length < 250)
  const said = all.flatMap(text => [...words.segment(text)].filter(({ isWordLike }) => isWordLike))
  // Of fewer words it says nothing.
  if (said.length < 40) return undefined
  const spoken = said.reduce((sum, { segment }) => sum + syllable(segment), 0)
  return fleschKincaid({ sentence: all.length, word: said.length, syllable: spoken }) + 5
}

/** The words of the page can be read by people who are 13 (Flesch and Kincaid). */
export const readable: HtmlCheck = shown => {
  const age = readingAge(shown)
  return age === undefined || age <= OLDEST ? [] : [`it takes a reading age of ${age.toFixed(1)}`]
}
