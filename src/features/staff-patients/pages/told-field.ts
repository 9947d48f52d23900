import { oneOf } from '../../../web/forms.ts'
import { TOLD } from '../told.ts'

export const toldField = oneOf(TOLD, 'Select whether you have told the patient')
