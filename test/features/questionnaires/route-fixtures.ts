import type { TestPortal } from '../../support/portal.ts'
import type { Example, Invariants, RouteFixture, RouteFixtures } from '../../support/routes/fixture.ts'
import { aLoggedInStaffMember } from '../../support/staff.ts'
import { ownedPatient } from '../staff-patients/owned-patient.ts'
import { TEAM_LEAD } from '../staff-patients/support.ts'
import { BookingTeam } from '../worklist/support.ts'
import { ownedQuestionnaire } from './owned-questionnaire.ts'
import { ANSWERS, aDefinition, answerPages, aQuestionnaire, sentAnswers, someoneAsked } from './support.ts'

/** A patient who is asked, and has begun if a page needs it. */
async function aPatient(portal: TestPortal): Promise<Example & { address: string }> {
  const { address, browser, id, patientId } = await someoneAsked(portal)
  return {
    browser,
    patientId,
    address,
    params: { questionnaireId: id },
    words: ['Getting ready for your operation'],
  }
}

type Asking = Awaited<ReturnType<typeof aPatient>>
type Fixture = RouteFixture<Asking>

const list: Fixture = { group: 'patient', example: aPatient }
const one: Fixture = { ...list, owned: { questionnaireId: ownedQuestionnaire } }

const after = (answered: typeof ANSWERS): Pick<Fixture, 'reach'> => ({
  reach: ({ address, browser }) => answerPages(browser, address, answered),
})

/** A page of one that was sent. */
const sent: Fixture = {
  ...one,
  reach: ({ params, patientId }, portal) =>
    sentAnswers(portal, String(patientId), String(params?.questionnaireId)),
}

const QUESTIONS_BEFORE_LIST = 8

export const routeFixtures: RouteFixtures<Asking> = {
  '/questionnaires': list,
  '/questionnaire/:questionnaireId': { ...one, form: { answer: '>question', changes: true } },
  '/questionnaire/:questionnaireId/question': {
    ...one,
    ...after(ANSWERS.slice(0, QUESTIONS_BEFORE_LIST - 1)),
    form: {
      fields: () => ({ answer1: 'My daughter' }),
      answer: '>add-another',
      changes: true,
      keeps: true,
      freeText: true,
    },
  },
  '/questionnaire/:questionnaireId/add-another': {
    ...one,
    ...after(ANSWERS.slice(0, QUESTIONS_BEFORE_LIST)),
    form: { fields: () => ({ another: 'no' }), answer: '>question', changes: true, keeps: true },
  },
  '/questionnaire/:questionnaireId/get-help-now': {
    ...one,
    ...after([...ANSWERS.slice(0, -1), { answer1: 'yes' }]),
  },
  '/questionnaire/:questionnaireId/check': {
    ...one,
    ...after(ANSWERS),
    form: { answer: '>sent', changes: true },
  },
  '/questionnaire/:questionnaireId/sent': sent,
  '/questionnaire/:questionnaireId/answers': sent,
}

/** A team lead, and a patient of their trust who is asked, and whose first answers were sent. */
async function aStaffExample(portal: TestPortal) {
  const team = await BookingTeam.in(portal)
  const { patientId } = await team.doors.aPatient()
  await team.doors.booked({ kind: 'patient', patientId }, team.clinicId, { days: 7 })
  const { browser } = await aLoggedInStaffMember(portal, { code: TEAM_LEAD, trust: team.trust })
  const definitionId = await aDefinition(portal)
  const open = await aQuestionnaire(portal, patientId, team.trust)
  const answered = await aQuestionnaire(portal, patientId, team.trust)
  await sentAnswers(portal, patientId, answered, true)
  const { nhs_number } = await portal.database('patient').where('id', patientId).first()
  return {
    browser,
    definitionId,
    params: { patientId, questionnaireId: open },
    answered,
    words: [nhs_number.replace(/^(...)(...)/, '$1 $2 ')],
  }
}

type StaffExample = Awaited<ReturnType<typeof aStaffExample>>
type StaffFixture = RouteFixture<StaffExample>

const page: StaffFixture = { group: 'staff', example: aStaffExample }
const asked: StaffFixture = { ...page, owned: { questionnaireId: ownedQuestionnaire } }
const onePatient: StaffFixture = { ...page, owned: { patientId: ownedPatient } }
const ends: StaffFixture = { ...asked, form: { answer: '>:id', changes: true } }

export const staffRouteFixtures: RouteFixtures<StaffExample> = {
  '/questionnaires': page,
  '/questionnaires/usable': {
    ...page,
    example: async portal => ({ ...(await aStaffExample(portal)), words: [] }),
  },
  '/questionnaires/:questionnaireId': {
    ...ends,
    async example(portal) {
      const made = await aStaffExample(portal)
      return { ...made, params: { ...made.params, questionnaireId: made.answered } }
    },
  },
  '/questionnaires/:questionnaireId/revoke': ends,
  '/questionnaires/:questionnaireId/by-phone': ends,
  '/patients/:patientId/questionnaires': onePatient,
  '/patients/:patientId/questionnaires/ask': {
    ...onePatient,
    form: {
      fields: ({ definitionId }) => ({ definition: definitionId, appointment: 'none', until: 'no-end' }),
      answer: '>questionnaires',
      changes: true,
    },
  },
}

export const invariants: Invariants = {
  'answers of a patient that were sent and are not complete': database =>
    database.raw(
      `select questionnaire_id from questionnaire_response where not exists (select 1 from questionnaire q
         where q.id = questionnaire_response.questionnaire_id and q.status = 'completed' and q.completed_by <> 'staff')`,
    ),
  'a questionnaire that a patient completed without an answer': database =>
    database.raw(
      `select id from questionnaire where status = 'completed' and completed_by <> 'staff'
         and not exists (select 1 from questionnaire_response r where r.questionnaire_id = questionnaire.id)`,
    ),
  'flagged answers without a task': database =>
    database.raw(
      `select questionnaire_id from questionnaire_response where flagged = 1 and not exists
         (select 1 from task where task.id = questionnaire_response.task_id)`,
    ),
}
