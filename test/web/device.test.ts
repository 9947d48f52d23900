import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Request } from 'express'
import { deviceInWords } from '../../src/web/device.ts'

function saidOf(agent: string | undefined): string {
  const headers = { 'user-agent': agent }
  return deviceInWords({ headers, get: () => agent } as unknown as Request)
}

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)'
const ANDROID = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)'
const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'
const CHROME = 'Chrome/137.0.0.0'

test('a browser is named in words that a patient knows', () => {
  for (const [agent, words] of Object.entries({
    [`${IPHONE} Mobile/15E148 nhsapp-ios/3.1.0`]: 'The NHS App on iPhone',
    [`${ANDROID} ${CHROME} Mobile Safari/537.36 nhsapp-android/3.1.0`]: 'The NHS App on Android',
    [`${IPHONE} Version/18.5 Mobile/15E148 Safari/604.1`]: 'Safari on iPhone',
    [`${IPHONE} CriOS/137.0.0.0 Mobile/15E148 Safari/604.1`]: 'Chrome on iPhone',
    [`${IPHONE} FxiOS/139.0 Mobile/15E148 Safari/605.1.15`]: 'Firefox on iPhone',
    [`${ANDROID} ${CHROME} Mobile Safari/537.36`]: 'Chrome on Android',
    [`${ANDROID} SamsungBrowser/28.0 ${CHROME} Mobile Safari/537.36`]: 'Samsung Internet on Android',
    [`${WINDOWS} ${CHROME} Safari/537.36 Edg/137.0.0.0`]: 'Edge on Windows',
    [`${WINDOWS} ${CHROME} Safari/537.36 OPR/121.0.0.0`]: 'Opera on Windows',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15':
      'Safari on Mac',
    'Mozilla/5.0 (X11; Linux x86_64; rv:139.0) Gecko/20100101 Firefox/139.0': 'Firefox on Linux',
    'Lynx/2.9.2 libwww-FM/2.14': 'A browser',
    '<script>alert(1)</script>': 'A browser',
  }))
    assert.equal(saidOf(agent), words)
  assert.equal(saidOf(undefined), 'A browser')
})
