/** What Alfa reports and the portal keeps, one by one. Everything else that Alfa reports is a fault. */
export interface FalseAlarm {
  rule: string
  /** What Alfa reports: HTML or text. */
  at: RegExp
  why: string
}

export const FALSE_ALARMS: readonly FalseAlarm[] = [
  {
    rule: 'R61',
    at: /<div class="nhsuk-error-summary"/,
    why: 'After a mistake the error summary and its h2 come before the h1, as in the NHS design system. It is read first on purpose, and WCAG asks for no order.',
  },
]

/** Rules about criteria of level AAA, which no law asks of us, by what each would ask for. */
export const NOT_ASKED_FOR: Readonly<Record<string, string>> = {
  R66: '1.4.6, contrast of 7:1. The battery checks 4.5:1, which is level AA.',
  R71: '1.4.8, text that is not justified',
  R73: '1.4.8, lines that are 1.5 apart',
  R74: '1.4.8, sizes of text that are not in pixels',
  R80: '1.4.8, line heights that are not in pixels',
  R111: '2.5.5, targets of 44 pixels. R113 and the battery check 24 pixels, which is level AA.',
}
