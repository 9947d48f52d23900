import type { TestPortal } from '../../support/portal.ts'
import type { Example, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { ownedRequest } from './owned-request.ts'
import { LEAD_CODE } from './pages/support.ts'
import { BookingTeam } from './support.ts'

interface StaffExample extends Example {
  team: BookingTeam
  requestId: string
  slotId: string
}

type Fixture = RouteFixture<StaffExample>

/** A member of a booking team, and a request to their trust. */
async function anExample(
  portal: TestPortal,
  kind: 'cancel' | 'reschedule',
  code?: string,
): Promise<StaffExample> {
  const team = await BookingTeam.in(portal)
  const { patient, requestId } = await team.asked(kind)
  const { browser } = await aLoggedInStaffMember(portal, { trust: team.trust, ...(code && { code }) })
  const slotId = await team.doors.aSlot(team.clinicId, { days: 14 })
  const row = await portal.database('patient').where('id', patient.patientId).first()
  return {
    browser,
    team,
    requestId,
    slotId,
    params: { requestId },
    words: [row.nhs_number.replace(/^(...)(...)/, '$1 $2 ')],
  }
}

const list: Fixture = {
  group: 'staff',
  async example(portal) {
    const example = await anExample(portal, 'cancel')
    // Another patient is on it too.
    await example.team.asked('cancel')
    return example
  },
}
const owned = { requestId: ownedRequest }
const toCancel: Fixture = { group: 'staff', owned, example: portal => anExample(portal, 'cancel') }
const forLead: Fixture = { group: 'staff', example: portal => anExample(portal, 'cancel', LEAD_CODE) }
const toMove: Fixture = { group: 'staff', owned, example: portal => anExample(portal, 'reschedule') }

const page = '/requests/:requestId'
/** The request is declined, and the patient has not been told. */
const declined = async ({ requestId, team }: StaffExample) =>
  team.work.decline(team.amal, await team.seen(requestId), 'There is no other time')

/** The page of the request. */
const back = '>:id'

export const staffRouteFixtures: RouteFixtures<StaffExample> = {
  '/requests': list,
  '/requests/overdue': {
    ...forLead,
    reach: ({ requestId, team }) =>
      team.doors
        .database('change_request')
        .where('id', requestId)
        .update('promised_by', '2026-06-12T16:00:00.000'),
  },
  '/requests/to-tell': { ...list, reach: declined },
  '/requests/chosen': {
    ...forLead,
    // Its address says what was chosen: here nothing.
    example: async portal => ({ ...(await anExample(portal, 'cancel', LEAD_CODE)), words: [] }),
    query: ['request', 'print', 'assign'],
    form: {
      fields: async ({ requestId, team }) => ({
        request: `${requestId}.1`,
        assignee: await team.aColleague('Zoë'),
      }),
      answer: 200,
      changes: true,
    },
  },
  [page]: { ...toCancel, form: { answer: back, changes: true } },
  [`${page}/take-over`]: {
    ...toCancel,
    form: { fields: () => ({ text: 'She has gone home' }), answer: back, changes: true, freeText: true },
  },
  [`${page}/note`]: {
    ...toCancel,
    form: { fields: () => ({ text: 'Rang: no answer' }), answer: back, changes: true, freeText: true },
  },
  [`${page}/assign`]: {
    ...forLead,
    owned,
    form: {
      fields: async ({ team }) => ({ assignee: await team.aColleague('Zoë') }),
      answer: back,
      changes: true,
    },
  },
  [`${page}/priority`]: {
    ...toCancel,
    form: { fields: () => ({ text: 'In pain' }), answer: back, changes: true, freeText: true },
  },
  [`${page}/decline`]: {
    ...toCancel,
    form: {
      fields: () => ({ reply: 'There is no other time', next: 'decline' }),
      answer: back,
      changes: true,
      freeText: true,
    },
  },
  [`${page}/cancel`]: { ...toCancel, form: { answer: back, changes: true } },
  [`${page}/new-time`]: {
    ...toMove,
    form: { fields: ({ slotId, team }) => team.doors.chosen(slotId), answer: back, changes: true },
  },
  [`${page}/tell`]: {
    ...toCancel,
    reach: declined,
    form: { fields: () => ({ how: 'phone' }), answer: back, changes: true },
  },
}
