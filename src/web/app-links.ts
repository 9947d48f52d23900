import { Router } from 'express'

/** JSON from the settings, by which phones let an app open links to this portal. Without it there is no such file. */
export function appLinks({
  android,
  apple,
}: {
  android: string | undefined
  apple: string | undefined
}): Router {
  const router = Router({ caseSensitive: true, strict: true })
  const files = { 'assetlinks.json': android, 'apple-app-site-association': apple }
  for (const [name, content] of Object.entries(files))
    if (content) router.get(`/${name}`, (_request, response) => response.type('json').send(content))
  return router
}
