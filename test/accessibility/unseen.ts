/**
 * What a condition in a template never comes to in the demonstration, and why nobody can be shown it there. The line
 * of the template, then the reason.
 */
export const UNSEEN: Readonly<Record<string, string>> = {
  'views/questionnaires/add-another.njk {% if canAdd %}{{ choice("yes", "Yes, add " ~ ("another" if added.length else "something")) }}{% endif %}':
    'Of nothing in the demonstration is there a most that can be added.',
  'views/questionnaires/questionnaire-sent.njk <p><span translate="no">{{ questionnaire.trustName }}</span> will look at your answers{% if promisedBy %} by {{ promisedBy | formatDateAndTime }}{% endif %}. Do not wait for that if you need help.</p>':
    'It is false when the task was removed 3 years later.',
  'views/questionnaires/asked-questionnaires.njk {% if next %}<li><a href="/staff/questionnaires{{ next }}">Show the next questionnaires</a></li>{% endif %}':
    'The demonstration has fewer than 25. test/features/questionnaires/staff/asked-questionnaires.test.ts has more.',
  'views/questionnaires/asked-questionnaires.njk {% if page > 1 %}<li><a href="/staff/questionnaires{{ list }}">Back to the first questionnaires</a></li>{% endif %}':
    'The demonstration has fewer than 25. test/features/questionnaires/staff/asked-questionnaires.test.ts has more.',
  'views/questionnaires/usable-questionnaires.njk {% if definitions.length %}':
    'The demonstration has some. A trust has none before the first import.',
  'views/questionnaires/ask-questionnaire.njk {% if definitions.length %}':
    'The demonstration has some. A trust has none before the first import.',
  'views/clinics/close-clinic.njk {% if pages > 1 %}':
    'No demonstration day has more than 80 times. test/features/clinics/pages/close-clinic.test.ts has one.',
  'views/clinics/close-clinic.njk {% if pages > 1 %}<p>Page {{ page }} of {{ pages }} of the times. You can close up to {{ max }} times at once.</p>{% endif %}':
    'No demonstration day has more than 80 times. test/features/clinics/pages/close-clinic.test.ts has one.',
  'views/clinics/view-closure.njk {% if numbers.left > left.length %}<p>{{ numbers.left - left.length }} more follow when these are finished.</p>{% endif %}':
    'No demonstration clinic has more than 50 patients. test/features/clinics/pages/view-closure.test.ts has one.',
  'views/clinics/view-closure.njk {% if pages > 1 %}<p>{{ first }} to {{ first + done.length - 1 }} of {{ numbers.done }}</p>{% endif %}':
    'No demonstration clinic has more than 50 patients. test/features/clinics/pages/view-closure.test.ts has one.',
  'views/clinics/view-closure.njk {% if pages > 1 %}':
    'No demonstration clinic has more than 50 patients. test/features/clinics/pages/view-closure.test.ts has one.',
  'views/contact-requests/list-contact-requests.njk {% if hasMore %}<li><a href="/patient-portal/contact-requests?page={{ page + 1 }}">Show earlier requests</a></li>{% endif %}':
    'Nobody in the demonstration has asked more than 20 times. test/features/contact-requests/pages/list-contact-requests.test.ts does.',
  'views/clinics/close-clinic.njk {% if page < pages %}<li><a href="{{ address }}/close?page={{ page + 1 }}">Show later times</a></li>{% endif %}':
    'No demonstration day has more than 80 times. test/features/clinics/pages/close-clinic.test.ts has one.',
  'views/clinics/close-clinic.njk {% if page > 1 %}<li><a href="{{ address }}/close?page={{ page - 1 }}">Show earlier times</a></li>{% endif %}':
    'No demonstration day has more than 80 times. test/features/clinics/pages/close-clinic.test.ts has one.',
  'views/clinics/check-closure.njk {{ row("Patients affected", ("More than " ~ max) if tooMany else affected.length) }}':
    'No day of the demonstration has so many patients.',
  'views/clinics/view-closure.njk {% if page < pages %}<li><a href="{{ address }}?page={{ page + 1 }}">Show the next patients</a></li>{% endif %}':
    'No demonstration clinic has more than 50 patients. test/features/clinics/pages/view-closure.test.ts has one.',
  'views/clinics/view-closure.njk {% if page > 1 %}<li><a href="{{ address }}">Back to the first patients</a></li>{% endif %}':
    'No demonstration clinic has more than 50 patients. test/features/clinics/pages/view-closure.test.ts has one.',
  'views/contact-requests/list-contact-requests.njk {% if page > 1 %}<li><a href="/patient-portal/contact-requests">Back to the latest requests</a></li>{% endif %}':
    'Nobody in the demonstration has asked more than 20 times. test/features/contact-requests/pages/list-contact-requests.test.ts does.',
  'views/components/why-not.njk {%- elif obstacle == "changed-too-often" -%}':
    'There is no other obstacle: the list ends here.',
  'views/appointments/appointment-changed.njk {% if "request" in changes %}<li>{{ "you have asked to change it" if appointment.request else "the booking team has replied to your request" }}</li>{% endif %}':
    'While a request is open nobody is asked to confirm another change.',
  'views/log-in/still-there.njk {% set title = "Are you still there?" if more else "We are about to log you out" %}':
    'It is false 12 hours after the log-in only. test/features/log-in/still-there.test.ts has it.',
  'views/log-in/still-there.njk {% if more %}':
    'It is false 12 hours after the log-in only. test/features/log-in/still-there.test.ts has it.',
  'views/letters/list-letters.njk <p>The newest letter is first.{% if filters %} {{ total }} letter{{ "s" if total != 1 }}.{% endif %}</p>':
    'No one in the demonstration has only one letter of a hospital or a year among many.',
  'views/components/letter.njk {%- elif note.kind == "overdue" -%}':
    'Within a minute the worker marks such a letter. test/features/letters/post-note.test.ts has one.',
  'views/components/letter.njk PDF, {{ size }}{% if file.pages %}, {{ file.pages }} page{{ "s" if file.pages != 1 }}{% endif %}':
    'The letters of the demonstration have one page.',
  'views/letters/list-letters-to-post.njk {% if total > letters.length %}<p>The others are shown here when these have been posted.</p>{% endif %}':
    'The demonstration has too few letters for a second page.',
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
  'views/worklist/list-requests.njk {% if next %}<li><a href="/staff/requests{{ next }}">Show the next requests</a></li>{% endif %}':
    'The demonstration has too few requests for a second page. list-requests.test.ts has enough.',
  'views/worklist/list-requests.njk {% if not isFirst %}<li><a href="/staff/requests{{ list }}">Back to the first requests</a></li>{% endif %}':
    'The demonstration has too few requests for a second page. list-requests.test.ts has enough.',
  'views/components/worklist.njk {%- if step.actor == "staff" %}<span translate="no">{{ step.name }}</span>{% elif step.rule %}Rule “<span translate="no">{{ step.rule }}</span>”{% elif step.actor == "portal" %}The service{% else %}The patient{% endif -%}':
    'A request that lapses, or that a rule changes, in the minute in which staff decide it.',
  'views/worklist/list-untold.njk {% if total > items.length %}<p>The others are shown here when these have been told.</p>{% endif %}':
    'The demonstration has too few patients for a second page.',
  'views/worklist/list-overdue.njk {% if total > shown %}<p>{{ total - shown }} more are shown here when these have been answered.</p>{% endif %}':
    'The demonstration has too few requests for a second page.',
  'views/components/free-times.njk <label class="nhsuk-label nhsuk-radios__label" for="slotId{{ "" if first else "-" ~ each.slotId }}">{{ each.startsAt | formatDateAndTime }}<br>{% if each.clinician %}<span translate="no">{{ each.clinician.name }}</span>, {% endif %}{% if each.site %}<span translate="no">{{ each.site.name }}</span>{% else %}{{ how(each.medium) }}{% endif %}</label>':
    'No clinic by phone or video has free times in the demonstration.',
  'views/worklist/choose-new-time.njk {% if hasMore %}<p>Later times are not listed.</p>{% endif %}':
    'Cardiology has more free times than are listed. choose-new-time.test.ts has few.',
  'views/staff-patients/list-patients.njk {% elif isFirst %}':
    'Both trusts of the demonstration have patients. list-patients.test.ts has one without.',
  'views/staff-patients/list-patients.njk {% if next %}<li><a href="/staff/patients{{ next }}">Show the next patients</a></li>{% endif %}':
    'The demonstration has too few patients for a second page. list-patients.test.ts has enough.',
  'views/staff-patients/list-patients.njk {% if not isFirst %}<li><a href="/staff/patients{{ list }}">Back to the first patients</a></li>{% endif %}':
    'The demonstration has too few patients for a second page. list-patients.test.ts has enough.',
  'views/staff-patients/choose-time.njk {% if hasMore %}<p>Later times are not listed.</p>{% endif %}':
    'Cardiology has more free times than are listed. move-booking.test.ts has few.',
  'views/staff-patients/found-patients.njk {% if hasMore %}<p>More than {{ patients.length }} patients match. These are the first. Enter more letters of the name or the date of birth to find the others.</p>{% endif %}':
    'The demonstration has too few patients. found-patients.test.ts has enough.',
  'views/worklist/assigned-requests.njk {% if assigned.length %}':
    'All of those chosen would have to change meanwhile. chosen-requests.test.ts has some that do.',
  'views/worklist/not-done.njk {% if holder %}':
    'Only if the colleague stops between the refusal and its page.',
  'views/components/contact-request-task.njk {% if details.movedTo %}<p>The new appointment: {{ staffStatus(details.movedTo, []) }}</p>{% endif %}':
    'No contact request of the demonstration is about an appointment that was moved. view-task.test.ts has one.',
  'views/components/cancellation-follow-up.njk <p>{% if cancelled.cancelledBy == "patient" %}The patient\'s reason: {{ reasonText(cancelReasons, details.reason) }}.{% else %}The hospital cancelled it.{% endif %}</p>':
    'A request of the hospital that staff decline opens this task too: owed-time.test.ts.',
  'views/tasks/list-tasks.njk {% if next %}<li><a href="/staff/tasks{{ next }}">Show the next tasks</a></li>{% endif %}':
    'The demonstration has too few tasks for a second page. list-tasks.test.ts has enough.',
  'views/tasks/list-tasks.njk {% if not isFirst %}<li><a href="/staff/tasks{{ list }}">Back to the first tasks</a></li>{% endif %}':
    'The demonstration has too few tasks for a second page. list-tasks.test.ts has enough.',
  'views/tasks/assigned-tasks.njk {% if assigned.length %}':
    'All of those chosen would have to change meanwhile. chosen-tasks.test.ts has some that do.',
  'views/tasks/task-not-done.njk {% if holder %}':
    'Only if the colleague stops between the refusal and its page.',
  'views/clinics/list-clinics.njk {% if clinics.length %}':
    'Both trusts have clinics. list-clinics.test.ts has a trust without.',
  'views/clinics/list-clinicians.njk {% if clinicians.length %}':
    'Both trusts have clinicians. list-clinicians.test.ts has a trust without.',
  'views/clinics/check-closure.njk {% if tooMany %}': 'No day of the demonstration has so many patients.',
  'views/clinics/check-closure.njk {% set fillIn = affected.length > 0 and not tooMany %}':
    'No day of the demonstration has so many patients.',
  'views/clinics/check-closure.njk {% elif isAsked %}': 'No day of the demonstration has so many patients.',
  'views/components/rule-form.njk {% if clinics.length %}{{ ticks("clinics", "Clinics", "Leave empty for every clinic of your trust, also new ones.", clinics) }}{% endif %}':
    'Both trusts have clinics. add-rule.test.ts has a trust without.',
  'views/rules/try-rule.njk {% if trial.isCut %}<p>There was more than can be counted at once. Only the newest {{ trial.happened }} are counted.</p>{% endif %}':
    'It takes 20,000 of a kind in a month. trial.test.ts has fewer, with a lower limit.',
  'views/components/reference-code.njk {% if reference %}': 'Every request has a reference.',
  'views/sensitive-records/review-stated-reason.njk {% elif isOwn %}':
    'Nobody in the demonstration is an auditor and has another role. test/features/sensitive-records/pages/review-stated-reason.test.ts has one.',
}
