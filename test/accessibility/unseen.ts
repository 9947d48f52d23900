/**
 * What a condition in a template never comes to in the demonstration, and why nobody can be shown it there. The line
 * of the template, then the reason.
 */
export const UNSEEN: Readonly<Record<string, string>> = {
  'views/components/why-not.njk {%- elif obstacle == "changed-too-often" -%}':
    'There is no other obstacle: the list ends here.',
  'views/appointments/appointment-changed.njk {% if "request" in changes %}<li>{{ "there is now a request to change it" if appointment.request else "the request to change it has been answered" }}</li>{% endif %}':
    'While a request is open nobody is asked to confirm another change.',
  'views/home/home.njk {% for each in toDo %}<li><a href="/patient-portal{{ each.to }}">{{ each.text }}</a>{% if each.due %}, by {{ each.due | formatDate }}{% endif %}</li>':
    'Unfinished changes have no date. test/features.test.ts has a thing to do with one.',
  'views/help/contact.njk {% if hospitals().length %}':
    'The demonstration has two hospitals. test/features/help/contacts.test.ts has none and many.',
  'views/components/call-the-hospital.njk {% if hospitals.length %}':
    'The demonstration has two hospitals. test/features/help/contacts.test.ts has none and many.',
  'views/help/accessibility.njk <p>It last made a full report on {{ testedOn | formatPlainDate }}. It looked at {{ pages }} pages in {{ states }} states, and found {{ "no problems of these kinds" if faults == 0 else faults ~ " problems" }}.</p>':
    'A release with problems found would say so; this one has none.',
  'views/components/site-header.njk {% if patientName %}<li class="nhsuk-header__account-item"><span class="nhsuk-u-visually-hidden">Logged in as </span><span translate="no">{{ patientName }}</span></li>{% endif %}':
    'The name is left out only when the patient cannot be read.',
  'views/log-in/timed-out.njk {% if patientName %}<p>You are logged in as <strong class="app-patient-name" translate="no">{{ patientName }}</strong>.</p>{% endif %}':
    'The name is left out only when the patient cannot be read.',
  'views/errors/form-expired.njk {% if patientName %}<p>You are logged in as <strong class="app-patient-name" translate="no">{{ patientName }}</strong>.</p>{% endif %}':
    'The name is left out only when the patient cannot be read.',
  'views/errors/service-unavailable.njk {% if until %}':
    'The demonstration is never in maintenance. test/web/maintenance.test.ts is.',
  'views/components/reference-code.njk {% if reference %}': 'Every request has a reference.',
}
