import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import nunjucks from 'nunjucks'

/** What our templates write out, because every page has it, is what the NHS kits' would make. */

const folders = ['views', 'node_modules/nhsuk-frontend/dist', 'node_modules/nhsapp-frontend/dist']
const views = nunjucks.configure(
  folders.map(folder => fileURLToPath(new URL(`../../${folder}`, import.meta.url))),
  { autoescape: true },
)
views.addGlobal('assetAddress', (name: string) => `/assets/${name}`)
views.addGlobal('serviceName', 'A service')
for (const filter of ['formatDate', 'formatTime', 'keepPostcodeTogether']) views.addFilter(filter, String)

const BY_THE_KIT = `
{% extends "nhsuk/template.njk" %}
{% from "nhsuk/components/back-link/macro.njk" import backLink %}
{% set htmlClasses = "app-inside-nhs-app" if insideNhsApp else "" %}
{% block pageTitle %}{{ title }} - {{ serviceName }} - NHS{% endblock %}
{% block headIcons %}
<link rel="icon" href="/assets/favicon.ico" sizes="32x32">
<link rel="icon" href="/assets/favicon.svg" sizes="any" type="image/svg+xml">
{% endblock %}
{% block head %}
<meta name="format-detection" content="telephone=no">
<link rel="stylesheet" href="/assets/portal.css">
<script defer src="/assets/portal.js"></script>
{% endblock %}
{% block header %}{% if not insideNhsApp %}{% include "components/site-header.njk" %}{% endif %}{% endblock %}
{% block beforeContent %}{% if back %}<nav aria-label="Back">{{ backLink(back) }}</nav>{% endif %}{% endblock %}
{% block content %}
<div class="nhsuk-grid-row" id="maincontent"><div class="nhsuk-grid-column-two-thirds"><h1>{{ title }}</h1>
{%- if insideNhsApp %}{% include "components/in-app-links.njk" %}{% endif -%}
</div></div>
{% endblock %}
{% block footer %}{% if not insideNhsApp %}{{ footer({ copyright: { text: "" }, meta: { items: [
  { text: "Contact us", href: "/patient-portal/help/contact" },
  { text: "Accessibility statement", href: "/patient-portal/help/accessibility" },
  { text: "Cookies", href: "/patient-portal/help/cookies" },
  { text: "Privacy", href: "/patient-portal/help/privacy" }
] } }) }}{% endif %}{% endblock %}`

const BY_US = '{% extends "layouts/portal.njk" %}{% block page %}<h1>{{ title }}</h1>{% endblock %}'

/**
 * Nothing we serve asks for its mark; a script in the body is not read on from before the stylesheet has come. Some text
 * browsers do not know <main>, so the skip link leads to the row inside it.
 */
const LEFT_OUT = /<script>document\.body\.className[^<]*<\/script>|(?<=<main[^>]*) id="maincontent"/g

/** Tags and words, however they are spaced and lined. */
function tidied(html: string): string[] {
  return html
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([<>]) ?/g, '$1')
    .replaceAll('>', '>\n')
    .replaceAll('<', '\n<')
    .split('\n')
    .filter(Boolean)
}

for (const [name, state] of Object.entries({
  'a page': {},
  'a page with a way back': { back: { href: '/patient-portal', text: 'Back' } },
  'a page inside the NHS App': { insideNhsApp: true },
}))
  test(`${name} has the NHS template around it`, () => {
    const context = { title: 'A page', ...state }
    assert.deepEqual(
      tidied(views.renderString(BY_US, context)),
      tidied(views.renderString(BY_THE_KIT, context).replaceAll(LEFT_OUT, '')),
    )
  })

const APPOINTMENT = {
  shown: 'booked',
  status: 'booked',
  medium: 'FACE_TO_FACE',
  startsAt: 'a day',
  endsAt: 'a day',
  site: { name: 'A <b>site', address: 'A road' },
  clinician: { name: 'A doctor', role: 'Doctor' },
}

const FROM =
  '{% from "components/appointment.njk" import details, statusTag, dateLines, timeLines, whereLines, whoHeading, whoLines %}'

/** A part as we write it, and as its kit does. */
const PARTS: Record<string, [ours: string, kit: string]> = {
  'the list of details': [
    `${FROM}{{ details(it, "A <type>") }}`,
    `${FROM}{% from "nhsuk/components/summary-list/macro.njk" import summaryList %}{{ summaryList({ rows: [
      { key: { text: "Date" }, value: { html: dateLines(it) } },
      { key: { text: "Time" }, value: { html: timeLines(it) } },
      { key: { text: "Appointment type" }, value: { text: "A <type>" } },
      { key: { text: "Location" }, value: { html: whereLines(it) } },
      { key: { text: whoHeading(it) }, value: { html: whoLines(it) } }
    ] }) }}`,
  ],
  'the tag': [
    `${FROM}{{ statusTag("booked") }}`,
    '{% from "nhsapp/components/tag/macro.njk" import nhsappTag %}{{ nhsappTag({ text: "Booked", classes: "nhsapp-tag--blue" }) }}',
  ],
  'the advice card': [
    '{% from "components/booking-team.njk" import careAdvice %}{{ careAdvice(true) }}',
    `{% from "nhsuk/components/card/macro.njk" import card %}
    {% call card({ variant: "non-urgent", heading: { text: "Call the booking team if:" } }) %}
    <ul><li>your symptoms change or get worse</li><li>you have new symptoms</li><li>you change your mind</li></ul>
    {% endcall %}{% from "components/booking-team.njk" import helpNow %}{{ helpNow() }}`,
  ],
  'a link that looks like a button': [
    '{% from "components/link-button.njk" import linkButton %}{{ linkButton("Continue", "/log-in", "login") }}',
    `{% from "nhsuk/components/button/macro.njk" import button %}
    {{ button({ href: "/log-in", text: "Continue", variant: "login" }) }}`,
  ],
  'the link to reschedule': [
    `{% from "components/patient-link.njk" import patientLink %}
    ${partOf('components/one-appointment.njk', /\{\{ patientLink\(appointment, "reschedule"[\s\S]*?\}\}/)}`,
    `{% from "nhsuk/components/button/macro.njk" import button %}{{ button({
      href: "/patient-portal/appointment/1/reschedule", text: "Reschedule appointment", variant: "secondary"
    }) }}`,
  ],
}

/**
 * Where we leave the kit on purpose. ARIA has no role "text". A link with the role of a button ignores the Space key
 * unless the kit's script runs, so ours stays a link.
 */
function withoutWrongRoles(html: string): string {
  return html
    .replaceAll(/<span role="text">([\s\S]*?)<\/span>(?=\s*<\/h\d>)/g, '$1')
    .replaceAll(/\s+(data-module="nhsuk-button"|role="button"|draggable="false")(?=[^<]*>)/g, '')
}

function partOf(template: string, part: RegExp): string {
  return part.exec(readFileSync(new URL(`../../views/${template}`, import.meta.url), 'utf8'))?.[0] ?? ''
}

for (const [name, [ours, kit]] of Object.entries(PARTS))
  test(`${name} is as its kit makes it`, () => {
    const context = { it: APPOINTMENT, appointment: { id: 1 }, reschedule: { how: 'at-once' } }
    const made = tidied(views.renderString(ours, context))
    assert.ok(made.length > 2)
    assert.deepEqual(made, tidied(withoutWrongRoles(views.renderString(kit, context))))
  })
