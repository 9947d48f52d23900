import { auditDisclosure } from './audit/audit.ts'
import type { Config } from './config/config.ts'
import type { Database } from './database/database.ts'
import { AccessLog } from './features/access-log/access-log.ts'
import { Appointments, cancellationFollowUp } from './features/appointments/appointments.ts'
import { ChangeRequests } from './features/appointments/change-requests.ts'
import { AuditLog } from './features/audit-log/audit-log.ts'
import { Clinics } from './features/clinics/clinics.ts'
import { Closures } from './features/clinics/closures/closures.ts'
import { ClinicSettings } from './features/clinics/settings/clinic-settings.ts'
import { NewSlots } from './features/clinics/slots/new-slots.ts'
import { ContactRequests, contactRequestTask } from './features/contact-requests/contact-requests.ts'
import { Drafts } from './features/drafts/drafts.ts'
import { TrustFigures } from './features/figures/figures.ts'
import { Contacts } from './features/help/contacts.ts'
import { Letters } from './features/letters/letters.ts'
import { LettersByPost } from './features/letters/letters-by-post.ts'
import { Patients } from './features/patients/patients.ts'
import { Answering } from './features/questionnaires/answering.ts'
import { flaggedAnswersTask, Questionnaires } from './features/questionnaires/questionnaires.ts'
import { StaffQuestionnaires } from './features/questionnaires/staff-questionnaires.ts'
import { bookingCheck, Rules } from './features/rules/rules.ts'
import { ReasonReviews } from './features/sensitive-records/reason-reviews.ts'
import { SensitiveRecords } from './features/sensitive-records/sensitive-records.ts'
import { Staff } from './features/staff/staff.ts'
import { AsPatient } from './features/staff-patients/as-patient.ts'
import { PatientBookings } from './features/staff-patients/patient-bookings.ts'
import { PortalAccessControl } from './features/staff-patients/portal-access.ts'
import { StaffPatients } from './features/staff-patients/staff-patients.ts'
import { tellPatientTask } from './features/staff-patients/tell-patient-task.ts'
import { TaskTriage } from './features/tasks/task-triage.ts'
import { TaskWork } from './features/tasks/task-work.ts'
import { type TaskKind, Tasks } from './features/tasks/tasks.ts'
import { Overdue } from './features/worklist/lists/overdue.ts'
import { PatientRequests } from './features/worklist/patient-requests.ts'
import { RequestWork } from './features/worklist/request-work.ts'
import { RequestTriage } from './features/worklist/triage/request-triage.ts'
import { Worklist } from './features/worklist/worklist.ts'
import { StoredFiles } from './files/stored-files.ts'
import type { Aggregator } from './gateways/aggregator/aggregator.ts'
import type { NhsLogin } from './gateways/nhs-login/nhs-login.ts'
import type { StaffLogin } from './gateways/staff-login/staff-login.ts'
import type { Actor } from './shared/actor.ts'
import type { Clock } from './shared/clock.ts'
import type { Log } from './shared/log.ts'
import type { Metrics } from './shared/metrics.ts'
import type { Disclosure } from './web/outcome.ts'
import type { RateLimits } from './web/rate-limits.ts'
import { formSeals } from './web/session/form-seal.ts'

/** What the services are built from. Tests may replace these. */
export interface Dependencies {
  clock: Clock
  database: Database
  log: Log
  metrics: Metrics
  nhsLogin: NhsLogin
  /** Undefined when there are no pages for staff. */
  staffLogin: StaffLogin | undefined
  /** Undefined when no aggregator is configured. */
  aggregator: Aggregator | undefined
  rateLimits: RateLimits
}

/** Every kind of task for staff. Their list offers them in this order. */
const taskKinds: readonly TaskKind[] = [
  contactRequestTask,
  cancellationFollowUp,
  tellPatientTask,
  bookingCheck,
  flaggedAnswersTask,
]

export type Services = ReturnType<typeof createServices>

/** Builds the services that pages and APIs share. */
export function createServices(
  config: Pick<Config, 'baseUrl' | 'extSystemName' | 'feedbackReplyDays' | 'files' | 'sessionSecrets'>,
  dependencies: Dependencies,
) {
  const { clock, database, log, metrics } = dependencies
  const staff = new Staff(database, clock)
  return {
    ...dependencies,
    baseUrl: config.baseUrl,
    extSystemName: config.extSystemName,
    feedbackReplyDays: config.feedbackReplyDays,
    formSeals: formSeals(config.sessionSecrets),
    https: config.baseUrl.startsWith('https:'),
    accessLog: new AccessLog(database, clock),
    appointments: new Appointments(database, clock),
    auditLog: new AuditLog(database, clock, staff),
    changeRequests: new ChangeRequests(database, clock),
    clinics: new Clinics(database, clock),
    clinicSettings: new ClinicSettings(database, clock),
    closures: new Closures(database, clock, log),
    newSlots: new NewSlots(database, clock),
    contacts: new Contacts(database, log),
    contactRequests: new ContactRequests(database, clock),
    drafts: new Drafts(database, clock),
    files: new StoredFiles(database, config.files, { clock, log, countFileFault: metrics.countFileFault }),
    figures: new TrustFigures(database, clock),
    letters: new Letters(database, clock),
    lettersByPost: new LettersByPost(database, clock),
    patients: new Patients(database, clock),
    answering: new Answering(database, clock),
    questionnaires: new Questionnaires(database, clock),
    staffQuestionnaires: new StaffQuestionnaires(database, clock),
    rules: new Rules(database, clock),
    sensitiveRecords: new SensitiveRecords(database, clock),
    reasonReviews: new ReasonReviews(database, clock),
    staff,
    asPatient: new AsPatient(database, clock),
    patientBookings: new PatientBookings(database, clock),
    portalAccess: new PortalAccessControl(database, clock),
    staffPatients: new StaffPatients(database, clock),
    overdue: new Overdue(database, clock),
    patientRequests: new PatientRequests(database, clock),
    requestTriage: new RequestTriage(database, clock, staff),
    requestWork: new RequestWork(database, clock),
    worklist: new Worklist(database, clock),
    taskTriage: new TaskTriage(database, clock, taskKinds),
    tasks: new Tasks(database, clock, taskKinds),
    taskWork: new TaskWork(database, clock, taskKinds),
    /** Audits a disclosure before it is sent. When this rejects, nothing may be sent. */
    recordDisclosure: (actor: Actor, disclosure: Disclosure) =>
      auditDisclosure(database, actor, disclosure, clock.now()),
  }
}
