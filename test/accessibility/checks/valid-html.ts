import { HtmlValidate } from 'html-validate'
import type { HtmlCheck } from './check.ts'

const htmlValidate = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // How HTML is written, not whether it is right.
    'attr-quotes': 'off',
    // Without scripts nobody can be asked whether they want to stay, and what is theirs must not stay on the screen.
    'meta-refresh': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    'void-style': 'off',
    'long-title': 'off',
    'no-inline-style': 'off',
    'require-sri': 'off',
    'tel-non-breaking': 'off',
    'no-implicit-button-type': 'off',
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
  },
})

/** The HTML is valid: what any browser makes of it does not hang on how it mends mistakes. */
export const validHtml: HtmlCheck = async ({ html }) => {
  const report = await htmlValidate.validateString(html)
  const faults = report.results.flatMap(({ messages }) =>
    messages.map(({ line, message, ruleId }) => `line ${line}: ${message} (${ruleId})`),
  )
  // Some browsers know it, but no version of ARIA does, and html-validate does not look at it.
  return html.includes('role="text"') ? [...faults, 'ARIA has no role “text”'] : faults
}
