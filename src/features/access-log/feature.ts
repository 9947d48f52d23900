import type { Feature } from '../feature.ts'
import { accessLogFile } from './access-log-file.ts'
import { listDevices } from './list-devices.ts'
import { viewAccessLog } from './view-access-log.ts'

export const accessLog: Feature = {
  name: 'access-log',
  switchable: false,
  patientPages: services => ({
    '/access-log': viewAccessLog(services),
    '/access-log/file': accessLogFile(services),
    '/access-log/devices': listDevices(services),
  }),
}
