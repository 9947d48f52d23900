import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { recordTSql } from '../t-sql-recorder.ts'

/** The rule of migrations/README.md: an older copy of the portal works on beside what a migration made. */

const folder = new URL('../../../migrations/', import.meta.url)
const released = readdirSync(folder).filter(name => /^\d{4}-.*\.ts$/.test(name))

/** Those that take away what no release reads any more. */
const CONTRACTING: string[] = []

/** What an older copy could not do without, or could not fill in. */
function breaksOlderCopies(statement: string): boolean {
  return (
    /\bdrop\s+(table|column|view|schema)\b|\bsp_rename\b|\brename\b|\balter\s+column\b|\btruncate\b/i.test(
      statement,
    ) || newColumns(statement).some(column => /\bnot null\b/i.test(column) && !/\bdefault\b/i.test(column))
  )
}

function newColumns(statement: string): string[] {
  const [, added = ''] = /^\s*alter table \S+ add (?!constraint)([\s\S]*)/i.exec(statement) ?? []
  return added.split(/,\s*(?=\[)/)
}

test('what an older copy could not live with is known', () => {
  for (const statement of [
    'DROP TABLE [trust]',
    'ALTER TABLE [trust] DROP COLUMN [phone]',
    "exec sp_rename N'trust.phone', N'telephone', N'COLUMN'",
    'ALTER TABLE [trust] ALTER COLUMN [phone] nvarchar(20) not null',
    'ALTER TABLE [trust] ADD [fax] nvarchar(30) not null',
    "ALTER TABLE [trust] ADD [telex] nvarchar(30) not null DEFAULT '', [fax] nvarchar(30) not null",
    'truncate table trust',
  ])
    assert.ok(breaksOlderCopies(statement), statement)
  for (const statement of [
    'ALTER TABLE [trust] ADD [fax] nvarchar(30)',
    "ALTER TABLE [trust] ADD [fax] nvarchar(30) not null CONSTRAINT [trust_fax_default] DEFAULT '', [telex] int null",
    'CREATE TABLE [fax] ([number] nvarchar(30) not null)',
    'CREATE INDEX [trust_name_index] ON [trust] ([name])',
    'ALTER TABLE [trust] ADD CONSTRAINT [trust_name] check (name is not null)',
    'alter table [audit_entry] drop constraint [audit_entry_action]',
  ])
    assert.ok(!breaksOlderCopies(statement), statement)
})

for (const name of released.filter(name => !name.startsWith('0001-') && !CONTRACTING.includes(name)))
  test(`older copies work on beside what ${name} made`, async () => {
    const { database, statements } = recordTSql()
    await (await import(new URL(name, folder).href)).up(database)
    assert.ok(statements.length > 0)
    assert.deepEqual(statements.filter(breaksOlderCopies), [])
  })

test('each has a number of its own', () => {
  const numbers = released.map(name => name.slice(0, 4))
  assert.deepEqual(numbers, [...new Set(numbers)])
})
