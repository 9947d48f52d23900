import { after, test } from 'node:test'
import { loadConfig } from '../../src/config/config.ts'
import { aPortal } from '../support/portal.ts'

const links = [
  { relation: ['delegate_permission/common.handle_all_urls'], target: { namespace: 'android_app' } },
]
const association = { applinks: { details: [] } }
const plain = await aPortal()
const { appLinks } = loadConfig({
  ANDROID_ASSET_LINKS: JSON.stringify(links),
  APPLE_APP_SITE_ASSOCIATION: JSON.stringify(association),
})
const linked = await aPortal({ appLinks })
after(() => Promise.all([plain.close(), linked.close()]))

test('the files that connect the portal with the NHS App are as the settings say', async () => {
  await linked
    .browser()
    .get('/.well-known/assetlinks.json')
    .expect(200, links)
    .expect('content-type', /^application\/json/)
  await linked
    .browser()
    .get('/.well-known/apple-app-site-association')
    .expect(200, association)
    .expect('content-type', /^application\/json/)
})

test('without the settings there are no such files', async () => {
  for (const file of ['assetlinks.json', 'apple-app-site-association'])
    await plain.browser().get(`/.well-known/${file}`).expect(404)
})
