import { readFileSync } from 'node:fs'
import express from 'express'
import { type Appointment, Appointments } from '../../src/features/appointments/appointments.ts'

/**
 * The portal with the appointment page taken out: a request passes everything it would pass, and is answered with a page
 * that is ready, the one in the file named. Nothing is looked up, rendered or written down for it.
 */
const ready = readFileSync(process.argv[2] ?? '', 'utf8')
const found = { id: 'ready', movedToId: null } as Appointment
Appointments.prototype.find = async () => found
Appointments.prototype.mayChange = () => ({ how: 'at-once' })
express.response.render = function render() {
  this.send(ready)
}
await import('../operations/portal-child.ts')
