import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Database } from '../../../../src/database/database.ts'
import { importManifest } from '../../../../src/features/letters/import/import-manifest.ts'
import { LetterInspector } from '../../../../src/features/letters/import/inspection/letter-inspector.ts'
import { LetterImporter } from '../../../../src/features/letters/import/letter-importer.ts'
import { someFiles } from '../../../files/support.ts'
import { aPatient, aTrust, testPerson } from '../../../support/builders.ts'
import { aPdf } from './a-pdf.ts'

export const NOW = Temporal.Instant.from('2026-07-01T09:00:00Z')

export type Fields = Record<string, unknown>

/** A hospital with a folder of letters, and who they are for. */
export class Hospital {
  readonly folder: string
  readonly database: Database
  readonly odsCode: string
  readonly person = testPerson(1)
  readonly patientId: string
  readonly files: ReturnType<typeof someFiles>['files']
  readonly #inspector = new LetterInspector(1)
  now = NOW

  private constructor(t: TestContext, database: Database, odsCode: string, patientId: string) {
    this.folder = mkdtempSync(join(tmpdir(), 'portal-letters-'))
    this.database = database
    this.odsCode = odsCode
    this.patientId = patientId
    this.files = someFiles(database).files
    t.after(async () => {
      await this.#inspector.close()
      rmSync(this.folder, { recursive: true })
    })
  }

  static async open(t: TestContext, database: Database): Promise<Hospital> {
    const patientId = await aPatient(database, testPerson(1))
    return new Hospital(t, database, await aTrust(database), patientId)
  }

  /** Writes a file into the folder, and answers its name. */
  write(name: string, content: string | Buffer = aPdf({ words: 'Dear patient', tagged: true })): string {
    writeFileSync(join(this.folder, name), content)
    return name
  }

  /** What a line of a manifest says, with a PDF of its own. */
  fields(id: string, changes: Fields = {}): Fields {
    const given = {
      id,
      trust: this.odsCode,
      nhs_number: this.person.nhsNumber,
      date_of_birth: this.person.birthDate.toString(),
      kind: 'outcome',
      specialty: '320',
      date: '2026-06-30',
      ...changes,
    }
    return 'file' in given ? given : { ...given, file: this.write(`${id}.pdf`) }
  }

  /** Takes these lines in, as NDJSON. Answers for each what became of it. */
  async take(...lines: (Fields | string)[]): Promise<string[]> {
    const manifest = this.write(
      'manifest.ndjson',
      lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    )
    return this.takeManifest(manifest)
  }

  async takeManifest(name: string): Promise<string[]> {
    const { database, files } = this
    const clock = { now: () => this.now }
    const importer = new LetterImporter({ database, files, inspector: this.#inspector, clock })
    const said: string[] = []
    await importManifest(join(this.folder, name), importer, (line, outcome) => {
      said.push(
        'refused' in outcome
          ? `${line} ${[outcome.refused.code, outcome.refused.field].filter(Boolean).join(' ')}`
          : [line, outcome.stored, ...outcome.notes].join(' '),
      )
    })
    return said
  }
}
