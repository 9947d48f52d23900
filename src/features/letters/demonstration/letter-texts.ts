import type { Block } from '../blocks.ts'

/* What letters of the demonstration say. All of it is invented. */

const heading = (text: string, level: 1 | 2 | 3 = 1): Block => ({ kind: 'heading', level, text })
const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
const list = (items: string[], ordered = false): Block => ({ kind: 'list', ordered, items })

/** Without names: nothing marks them in a letter, and a browser that translates it would translate them. */
const signed = paragraph('Yours sincerely\nThe heart clinic team')

export const afterHeartCheck: readonly Block[] = [
  paragraph('Dear Amira'),
  paragraph(
    'It was good to meet you at the heart clinic. This letter says what we found and what happens next.',
  ),
  heading('What we found'),
  paragraph('The tracing of your heart (ECG) and the scan of your heart (echocardiogram) are normal.'),
  {
    kind: 'table',
    caption: 'Your measurements on the day',
    head: ['Measurement', 'Result', 'What is usual'],
    rows: [
      ['Blood pressure', '128 over 79', 'Below 140 over 90'],
      ['Pulse', '72 beats a minute', '60 to 100 beats a minute'],
      ['Weight', '68 kg', ''],
    ],
    rowHeadings: true,
  },
  heading('What happens next'),
  list(
    [
      'Keep the diary of your palpitations until we meet again.',
      'Have a blood test at your GP surgery in the week before your next appointment.',
      'Come to the heart clinic again.',
    ],
    true,
  ),
  heading('Your medicines', 2),
  paragraph('You do not need new medicines. Go on with those that you take now.'),
  heading('At the pharmacy', 3),
  paragraph('Tell the pharmacist about your palpitations before you buy a medicine for a cold.'),
  heading('If it gets worse'),
  list(['Call 111 if the palpitations come more often.', 'Call 999 if you have chest pain or faint.']),
  signed,
]

export const newTime: readonly Block[] = [
  paragraph('Dear Amira'),
  paragraph(
    'The time of your appointment at the heart clinic has changed. This letter replaces our last one.',
  ),
  heading('What to bring'),
  list(['a list of the medicines you take', 'your diary of palpitations']),
  signed,
]

export const afterHearingTest: readonly Block[] = [
  paragraph('Dear Amira'),
  paragraph('Your hearing test is normal in both ears. We do not need to see you again.'),
  {
    kind: 'table',
    caption: null,
    head: [],
    rows: [
      ['Left ear', 'Normal'],
      ['Right ear', 'Normal'],
    ],
    rowHeadings: false,
  },
  heading('How to look after your ears', 3),
  list(['Do not put cotton buds into your ears.']),
]

export const physiotherapy: readonly Block[] = [
  paragraph('Thank you for coming to see us.'),
  paragraph('We have asked the physiotherapists to help you. They will write to you within 3 weeks.'),
]
