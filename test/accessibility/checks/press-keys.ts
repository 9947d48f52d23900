import type { Page } from 'playwright-core'

interface Key {
  key: string
  code: string
  windowsVirtualKeyCode: number
  text?: string
}

export const SPACE: Key = { key: ' ', code: 'Space', windowsVirtualKeyCode: 32, text: ' ' }
export const ENTER: Key = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }
export const TAB: Key = { key: 'Tab', code: 'Tab', windowsVirtualKeyCode: 9 }

/** Presses one key after another without waiting for the page in between, which playwright's keyboard does each time. */
export async function pressKeys(page: Page, keys: readonly Key[]): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const sent = keys.flatMap(key => {
    const { text, ...up } = key
    const type = text === undefined ? 'rawKeyDown' : 'keyDown'
    return [
      devTools.send('Input.dispatchKeyEvent', { type, ...key }),
      devTools.send('Input.dispatchKeyEvent', { type: 'keyUp', ...up }),
    ]
  })
  await Promise.all(sent)
  await devTools.detach()
}
