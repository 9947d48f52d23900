import * as store from '../../../src/features/contact-requests/contact-request-store.ts'
import type { Statements } from '../../database/statements.ts'
import { asked } from './support.ts'

const id = '00000000-0000-4000-8000-000000000000'

export const statements: Statements = {
  'src/features/contact-requests/contact-request-store.ts': {
    addContactRequest: db => store.addContactRequest(db, id, asked),
    findAsked: db => store.findAsked(db, [id]),
    listAskedTrusts: async db => {
      await store.listAskedTrusts(db)
      await store.listAskedTrusts(db, ['RFF'])
    },
  },
}
