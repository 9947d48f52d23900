import { createHash } from 'node:crypto'

/** The elements of our pages and the attributes they have: what comes in from outside brings others, or does nothing. */
const VOCABULARY = `
html lang class · head · meta charset name content http-equiv · title · link rel href sizes type · noscript ·
script src defer async id data-seconds-left data-token data-session data-timed-out data-log-out data-time-left
data-idle-minutes · body · br ·
a class id data-module href aria-label aria-labelledby aria-current aria-describedby draggable rel translate
data-nhs-app data-subject data-body data-location data-starts data-ends data-save-as · header class data-module role ·
div class id data-module role aria-label · svg class xmlns viewBox height width focusable role aria-label aria-hidden · path fill d ·
rect x y width height · text x y · table class · caption class · thead class · tbody class · tr class · th class scope · td class ·
span class aria-hidden role id translate · main class id · h1 class translate · h2 class id translate · h3 class translate · h4 class · p class id translate · footer class role ·
ul class · ol class · li class · nav class aria-label · form method novalidate action class aria-label ·
input type name value class id aria-describedby checked autocomplete inputmode spellcheck ·
button class data-module data-prevent-double-click type · strong class id translate aria-current · dl class · dt class · dd class translate · fieldset class role aria-describedby · legend class ·
label class for · select class id name aria-describedby · option value selected translate · textarea class id name rows cols aria-describedby autocomplete spellcheck`
const KNOWN = new Map(
  VOCABULARY.split('·').map(each => {
    const [name = '', ...attributes] = each.trim().split(/\s+/)
    return [name, new Set(attributes)]
  }),
)

/** Where our pages lead. */
const ADDRESS =
  /^(\/(?![/\\])|#[\w-]+$|(tel|sms):\d+$|mailto:[\w.-]+@[\w.-]+$|https:\/\/www\.google\.com\/maps\/search\/\?api=1&amp;query=[\w%~.!*'()&#;-]*$|https:\/\/(nhs-app\.example|(111|www|help\.login|access\.login)\.nhs\.uk|mcmw\.abilitynet\.org\.uk|www\.w3\.org|www\.equalityadvisoryservice\.com|ico\.org\.uk|www\.relayuk\.bt\.com)(\/|$))/

/** The one inline script of the NHS frontend, which nothing is ever written into. */
const OUR_SCRIPT = 'tDOvXJi1PXbg0CWjLCCYSNHRXtps26K4JXkE3M6u/c0='

/** Where pages move by themselves. */
const MOVES =
  /^ http-equiv="refresh" content="\d+; url=\/(patient-portal\/(timed-out|still-there)|staff\/timed-out)(\?[\w=&;%.-]+)?"$/

const OTHER = /<(!doctype html>|!--(?!>|->)[^>]*?-->|\/[a-z][\w-]*\s*>)/iy
const START = /<([a-z][\w-]*)((?:\s+[^\s"'<>/=]+(?:="[^"<>]*")?)*)\s*\/?>/iy
const ATTRIBUTE = /([^\s"'<>/=]+)(?:="([^"]*)")?/g
/** Within these a browser looks for nothing but their end. */
const RAW = /^(script|style|textarea|title)$/

/** What in a page is none of ours, by the elements and attributes a browser would find. Empty unless something got in. */
export function strangeIn(html: string): string[] {
  const strange: string[] = []
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at)) {
    OTHER.lastIndex = at
    START.lastIndex = at
    const other = OTHER.exec(html)
    const start = START.exec(html)
    if (!other && !start) return [...strange, `no tag: ${html.slice(at, at + 80)}`]
    at += (other ?? start)?.[0].length ?? 1
    const [, name = '', attributes = ''] = start ?? []
    if (name) strange.push(...strangers(name, attributes))
    if (!RAW.test(name)) continue
    const end = html.indexOf(`</${name}>`, at)
    if (end < 0) return [...strange, `no end of ${name}`]
    const inside = html.slice(at, end)
    if (name === 'script' && inside && sha256(inside) !== OUR_SCRIPT) strange.push('a script')
    at = end
  }
  return strange
}

function strangers(name: string, attributes: string): string[] {
  const known = KNOWN.get(name)
  if (!known) return [`element ${name}`]
  if (attributes.includes('http-equiv') && !MOVES.test(attributes)) return [`http-equiv of ${name}`]
  return [...attributes.matchAll(ATTRIBUTE)].flatMap(([, attribute = '', value = '']) => {
    if (!known.has(attribute)) return [`${attribute} of ${name}`]
    const leads = /^(href|src|action)$/.test(attribute) && !/^https:\/\/assets\.nhs\.uk\/$/.test(value)
    return leads && !ADDRESS.test(value) ? [`${attribute}="${value}"`] : []
  })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
