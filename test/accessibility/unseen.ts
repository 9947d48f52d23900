/**
 * What a condition in a template never comes to in the demonstration, and why nobody can be shown it there. The line
 * of the template, then the reason.
 */
export const UNSEEN: Readonly<Record<string, string>> = {
  'views/components/why-not.njk {%- elif obstacle == "changed-too-often" -%}':
    'There is no other obstacle: the list ends here.',
  'views/appointments/appointment-changed.njk {% if "request" in changes %}<li>{{ "you have asked to change it" if appointment.request else "the booking team has replied to your request" }}</li>{% endif %}':
    'While a request is open nobody is asked to confirm another change.',
  'views/log-in/still-there.njk {% set title = "Are you still there?" if more else "We are about to log you out" %}':
    'It is false 12 hours after the log-in only. test/features/log-in/still-there.test.ts has it.',
  'views/log-in/still-there.njk {% if more %}':
    'It is false 12 hours after the log-in only. test/features/log-in/still-there.test.ts has it.',
  'views/home/home.njk {% for each in toDo %}<li><a href="/patient-portal{{ each.to }}">{{ each.text }}</a>{% if each.due %}, by {{ each.due | formatDate }}{% endif %}</li>':
    'Unfinished changes have no date. test/features.test.ts has a thing to do with one.',
  'views/home/home.njk {% if next %}<li>Before the day, <a href="/patient-portal/appointment/{{ next.id }}">check your appointment and how to get ready</a></li>{% endif %}':
    'The only things to do are changes of appointments to come. A patient with none has nothing to do.',
  'views/components/call-the-hospital.njk {% if hospitals.length == 1 %}':
    'The demonstration has two hospitals. test/features/help/ways-to-contact.test.ts has one.',
  'views/components/call-the-hospital.njk {% elif hospitals.length %}':
    'The demonstration has two hospitals. test/faults/database-gone.test.ts has none and many.',
  'views/components/ways-to-contact.njk {% if contact.email %}<li>Email: <a href="mailto:{{ contact.email | urlencode | replace("%40", "@") }}" class="app-break" translate="no">{{ contact.email }}</a></li>{% endif %}':
    'Both hospitals have one. test/features/help/ways-to-contact.test.ts has one without.',
  'views/components/ways-to-contact.njk {% if contact.postalAddress %}<li>Post: <span translate="no">{{ contact.postalAddress | keepPostcodeTogether }}</span></li>{% endif %}':
    'Both hospitals have one. test/features/help/ways-to-contact.test.ts has one without.',
  'views/help/accessibility.njk <p>{{ namesOf(trusts, "Your NHS trust") }} {{ "are" if severalTrusts else "is" }} committed to making this website accessible, in accordance with the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018.</p>':
    'The demonstration has two trusts. test/accessibility/statement.test.ts has none.',
  'views/help/accessibility.njk <p>It checked every page for patients and found {{ "no problems of these kinds" if faults == 0 else faults ~ " problems" }}.</p>':
    'A release with problems found would say so; this one has none.',
  'views/layouts/portal.njk {% if firstPageBackLink %}<nav aria-label="Back"><a class="nhsuk-back-link" href="{{ nhsAppUrl }}" data-nhs-app="back">NHS App</a></nav>{% endif %}':
    'FIRST_PAGE_BACK_LINK is on in the demonstration. test/features/help/in-app-links.test.ts has it off.',
  'views/components/site-header.njk {% if patientName %}<li class="nhsuk-header__account-item"><span class="nhsuk-u-visually-hidden">Logged in as </span><span translate="no">{{ patientName }}</span></li>{% endif %}':
    'The name is left out only when the patient cannot be read.',
  'views/log-in/timed-out.njk {% if patientName %}<p>You are logged in as <strong class="app-patient-name" translate="no">{{ patientName }}</strong>.</p>{% endif %}':
    'The name is left out only when the patient cannot be read.',
  'views/errors/form-expired.njk {% if patientName %}<p>You are logged in as <strong class="app-patient-name" translate="no">{{ patientName }}</strong>.</p>{% endif %}':
    'The name is left out only when the patient cannot be read.',
  'views/errors/service-unavailable.njk {% if until %}':
    'The demonstration is never in maintenance. test/web/maintenance.test.ts is.',
  'views/errors/staff-problem.njk {% if until %}':
    'The demonstration is never in maintenance. test/web/maintenance.test.ts is.',
  'views/worklist/not-done.njk {% if holder %}':
    'Only if the colleague stops between the refusal and its page.',
  'views/components/reference-code.njk {% if reference %}': 'Every request has a reference.',
}
