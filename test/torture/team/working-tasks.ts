import { aColleague, type Desk, oneOf, openForm, sendDeed } from './desk.ts'

/** With what tasks of each kind are closed. */
const OUTCOMES: Record<string, readonly string[]> = {
  'booking-check': ['done', 'not-needed'],
  'cancellation-follow-up': ['rebooked', 'back-to-referrer', 'back-to-referrer'],
  'tell-patient': ['told-by-phone', 'told-by-letter'],
}

/** One step of the work on an open task of the trust. */
export async function workOnTask(desk: Desk): Promise<void> {
  const { database, history, random, trust, userId } = desk
  const row = await oneOf(
    desk,
    database('task').where({ trust_ods_code: trust, status: 'open' }).orderBy('id').limit(30),
  )
  if (!row) return
  const address = `/staff/tasks/${row.id}`
  const outcome = random.one(OUTCOMES[String(row.kind)] ?? [])
  const colleague = await aColleague(desk, row.assigned_to)
  const { fields, page, step } = random.one([
    { page: '', step: 'claimed', fields: { step: 'claim' } },
    { page: '', step: 'released', fields: { step: 'release' } },
    { page: '/take-over', step: 'taken-over', fields: { text: 'As agreed' } },
    { page: '/note', step: 'noted', fields: { text: 'As agreed' } },
    {
      page: '/priority',
      step: row.priority ? 'marked-normal' : 'marked-urgent',
      fields: { text: 'As agreed' },
    },
    ...(colleague ? [{ page: '/assign', step: 'assigned', fields: { assignee: colleague } }] : []),
    { page: '/close', step: 'closed', fields: { outcome, words: 'As agreed' } },
    { page: '/close', step: 'closed', fields: { outcome, words: 'As agreed' } },
  ])
  const opened = await openForm(desk, address + page)
  if (!opened?.version) return
  const [id, version] = [String(row.id), Number(opened.version)]
  const deed = history.deed({
    of: 'task',
    step,
    id,
    version,
    by: userId,
    ...(page === '/close' && { chosen: outcome }),
    ...(page === '/assign' && { chosen: String(colleague) }),
  })
  await sendDeed(desk, deed, { path: address + page, fields: { ...opened, ...fields }, done: address })
}
