/*
 * What each role of staff may do. This is the only table: routes, pages, doors and the menu ask it, and docs/staff.md
 * shows it.
 */

export const STAFF_ROLES = ['booking-team', 'team-lead', 'clinician', 'administrator', 'auditor'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** Each permission, with what it allows in words for the documentation. */
export const STAFF_PERMISSIONS = {
  'use-staff-pages': 'log in, see the start page, choose another role',
  'work-requests': 'see the requests of patients, and answer them',
  'work-tasks': 'see the tasks of the trust that the role may do, and close them',
  'discharge-patients': 'say that a patient is discharged',
  'reassign-requests': 'give a request or a task to someone else',
  'find-patients': 'find the patients of the trust, and open one',
  'open-sensitive-records': 'open a sensitive record, after stating a reason',
  'change-bookings': 'cancel, move or book appointments for patients who phone',
  'bar-patients': 'take a patient out of the portal, or let them in again',
  'post-letters': 'see which letters are to be posted, and note that they were',
  'read-answers': 'see the questionnaires of patients, and read their answers',
  'ask-questions': 'ask patients to answer questionnaires, and take questionnaires back',
  'see-figures': 'see the figures of the trust',
  'change-slots': 'close and open clinics, and add times',
  'manage-clinics': 'change clinics, their rules and settings',
  'manage-rules': 'change the rules that act on requests and bookings, and switch them on',
  'read-audit': 'read the audit log',
} as const
export type StaffPermission = keyof typeof STAFF_PERMISSIONS

export const PERMISSIONS_OF: Readonly<Record<StaffRole, readonly StaffPermission[]>> = {
  'booking-team': [
    'use-staff-pages',
    'work-requests',
    'work-tasks',
    'find-patients',
    'open-sensitive-records',
    'change-bookings',
    'post-letters',
    'read-answers',
    'ask-questions',
  ],
  'team-lead': [
    'use-staff-pages',
    'work-requests',
    'work-tasks',
    'reassign-requests',
    'find-patients',
    'open-sensitive-records',
    'change-bookings',
    'post-letters',
    'bar-patients',
    'read-answers',
    'ask-questions',
    'see-figures',
    'change-slots',
  ],
  clinician: [
    'use-staff-pages',
    'work-tasks',
    'discharge-patients',
    'open-sensitive-records',
    'read-answers',
  ],
  administrator: [
    'use-staff-pages',
    'find-patients',
    'open-sensitive-records',
    'post-letters',
    'bar-patients',
    'see-figures',
    'change-slots',
    'manage-clinics',
    'manage-rules',
  ],
  auditor: ['use-staff-pages', 'read-audit'],
}

/** What each role is called on pages. */
export const ROLE_NAMES: Readonly<Record<StaffRole, string>> = {
  'booking-team': 'Booking team',
  'team-lead': 'Team lead',
  clinician: 'Clinician',
  administrator: 'Administrator',
  auditor: 'Auditor',
}

export function roleMay(role: StaffRole, permission: StaffPermission): boolean {
  return PERMISSIONS_OF[role].includes(permission)
}

/** For what comes from outside the types, such as a page that a test or a plug-in declares. */
export function isStaffPermission(value: unknown): value is StaffPermission {
  return typeof value === 'string' && Object.hasOwn(STAFF_PERMISSIONS, value)
}
