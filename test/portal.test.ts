import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TestPortal } from './support/portal.ts'
import { until } from './support/time/until.ts'

const servers = () => process.getActiveResourcesInfo().filter(resource => resource === 'TCPServerWrap').length

test('a portal that cannot start closes what it opened, so that its process can end', async () => {
  const before = servers()
  // A port of this machine on which nothing listens.
  const databaseUrl = 'mssql://user:password@127.0.0.1:1/pas?encrypt=true'
  await assert.rejects(TestPortal.start({ databaseUrl }), { code: 'ESOCKET' })
  await until('no server listens', async () => servers() === before)
})
