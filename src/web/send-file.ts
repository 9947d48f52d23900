import type { Response } from 'express'

/** Text to be kept as a file of this name, whose ending says what it is. */
export function sendFile(response: Response, name: string, text: string): void {
  response.attachment(name).send(text)
}
