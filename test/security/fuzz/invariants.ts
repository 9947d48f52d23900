import type { Database } from '../../../src/database/database.ts'
import type { Invariants } from '../../support/routes/fixture.ts'
import { invariants as ofFeatures } from '../../support/routes/routes.ts'

/** What is not as it must be; empty when all is well. */
export async function brokenInvariants(database: Database): Promise<string[]> {
  const broken: string[] = []
  for (const [what, rowsWith] of Object.entries({ ...ofEveryRecord, ...ofFeatures })) {
    const rows = await rowsWith(database)
    if (rows.length > 0) broken.push(`${what}: ${rows.length}`)
  }
  return broken
}

/** All names are canaries of the patients that ask, or those that builders give: of these, some records are sensitive. */
const ofEveryRecord: Invariants = {
  'a change without its audit entry, or an event without its change': database =>
    database.raw(
      `select e.id from outbox e where not exists (select 1 from audit_log a where a.subject_id = e.subject_id and a.version = e.subject_version)`,
    ),
  'a patient’s record changed': database =>
    database.raw(
      `select id from patient where (given_name <> family_name and not (given_name = 'Test' and family_name in ('Testcase', 'Patient'))) or portal_access = 0 or (sensitive = 1 and given_name <> 'Test')`,
    ),
  'a hospital’s record changed': database =>
    database.raw(
      `select ods_code from trust where (name not like 'Canary%' and name <> 'Test Hospitals NHS Trust') or most_changes <> 3`,
    ),
}
