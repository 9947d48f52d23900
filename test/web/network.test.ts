import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from '../../src/web/network.ts'

test('an IPv4 address stands for itself, however a proxy writes it', () => {
  for (const written of ['192.0.2.7', '::ffff:192.0.2.7', '192.0.2.7:51034', '::FFFF:192.0.2.7'])
    assert.equal(networkOf(written), '192.0.2.7')
  assert.notEqual(networkOf('192.0.2.70'), networkOf('192.0.2.7'))
})

test('an IPv6 address stands for its first 56 bits, however it is written', () => {
  const home = networkOf('2001:db8:1:2300::1')
  for (const same of [
    '2001:db8:1:23ff:ffff:ffff:ffff:ffff',
    '2001:0DB8:0001:2345:6::',
    '[2001:db8:1:2300::1]',
    '[2001:db8:1:2300::1]:443',
    '2001:db8:1:2300:0:0:192.0.2.7',
  ])
    assert.equal(networkOf(same), home, same)
  for (const other of [
    '2001:db8:1:2400::1',
    '2001:db8:1:22ff::1',
    '2001:db8::2300:0:0:1',
    '::1',
    '2001:db8:1::',
  ])
    assert.notEqual(networkOf(other), home, other)
  assert.equal(networkOf('2001:db8::'), networkOf('2001:db8:0:ff::1'))
})

test('what is no address is a place of its own, and breaks nothing', () => {
  for (const text of ['unknown', '', undefined, '_hidden', ':::', 'a'.repeat(10_000)])
    assert.equal(typeof networkOf(text), 'string')
})
