/** WCAG 2.2 A and AA, and how each was tested here. `byPerson`: what no computer can tell, and is open until an audit. */
export interface Criterion {
  number: string
  name: string
  level: 'A' | 'AA'
  /** Names of checks of the battery, or of tests. */
  tested: readonly string[]
  byPerson?: string
}

const AXE = 'the rules of a tool called axe'
const NAMES = 'names of links, buttons and fields'
const KEYS = 'use with only a keyboard'
const PRESSED = 'links and buttons pressed with the space bar and Enter'
const OUTLINE = 'headings and landmarks'
const ERRORS = 'error messages'
const NONE = 'There is none: no page has audio, video or moving pictures.'

const row = (
  number: string,
  name: string,
  level: 'A' | 'AA',
  tested: readonly string[],
  byPerson?: string,
): Criterion => ({
  number,
  name,
  level,
  tested,
  ...(byPerson ? { byPerson } : {}),
})

export const criteria: readonly Criterion[] = [
  row('1.1.1', 'Non-text content', 'A', [AXE, NAMES]),
  row('1.2.1', 'Audio-only and video-only', 'A', [NONE]),
  row('1.2.2', 'Captions (prerecorded)', 'A', [NONE]),
  row('1.2.3', 'Audio description or media alternative', 'A', [NONE]),
  row('1.2.4', 'Captions (live)', 'AA', [NONE]),
  row('1.2.5', 'Audio description', 'AA', [NONE]),
  row(
    '1.3.1',
    'Info and relationships',
    'A',
    ['valid HTML', AXE, OUTLINE, ERRORS],
    'Does what is heard say what is seen?',
  ),
  row(
    '1.3.2',
    'Meaningful sequence',
    'A',
    ['use without style sheets', KEYS],
    'Does the order make sense when heard?',
  ),
  row('1.3.3', 'Sensory characteristics', 'A', [], 'Does any instruction go by shape, place or colour?'),
  row(
    '1.3.4',
    'Orientation',
    'AA',
    [AXE, 'small screens and words 4 times bigger'],
    'Turn a phone on its side.',
  ),
  row('1.3.5', 'Identify input purpose', 'AA', ['No field asks for anything about the person.']),
  row(
    '1.4.1',
    'Use of colour',
    'A',
    [AXE, 'colours chosen by the reader'],
    'Is anything told by colour alone?',
  ),
  row('1.4.2', 'Audio control', 'A', [NONE]),
  row('1.4.3', 'Contrast (minimum)', 'AA', [AXE]),
  row(
    '1.4.4',
    'Resize text',
    'AA',
    ['small screens and words 4 times bigger', 'letters twice as large'],
    'Make only the text larger, on a phone.',
  ),
  row('1.4.5', 'Images of text', 'AA', ['The only picture is the NHS logo.']),
  row('1.4.10', 'Reflow', 'AA', ['small screens and words 4 times bigger', 'screens of every width']),
  row(
    '1.4.11',
    'Non-text contrast',
    'AA',
    ['colours chosen by the reader'],
    'Are edges of fields and the focus seen?',
  ),
  row('1.4.12', 'Text spacing', 'AA', [
    'more space between lines, words and letters',
    'screens of every width',
  ]),
  row('1.4.13', 'Content on hover or focus', 'AA', ['Nothing appears on hover or focus.']),
  row('2.1.1', 'Keyboard', 'A', [KEYS, PRESSED, 'test/text-browser'], 'Every journey without a mouse.'),
  row('2.1.2', 'No keyboard trap', 'A', [KEYS]),
  row('2.1.4', 'Character key shortcuts', 'A', ['There are none.']),
  row(
    '2.2.1',
    'Timing adjustable',
    'A',
    ['test/browser/time-limit.test.ts', 'test/browser/time-limit-without-scripts.test.ts'],
    'Is the warning heard, and does it leave time? Without scripts, is it clear how to have more?',
  ),
  row('2.2.2', 'Pause, stop, hide', 'A', ['less movement']),
  row('2.3.1', 'Three flashes', 'A', ['less movement']),
  row('2.4.1', 'Bypass blocks', 'A', [AXE, OUTLINE]),
  row('2.4.2', 'Page titled', 'A', ['page titles']),
  row('2.4.3', 'Focus order', 'A', [KEYS, ERRORS]),
  row('2.4.4', 'Link purpose (in context)', 'A', [NAMES], 'Does each say enough where it stands?'),
  row(
    '2.4.5',
    'Multiple ways',
    'AA',
    ['Home, menu and list lead to each appointment; the rest are steps of a journey.'],
    'Is it enough?',
  ),
  row('2.4.6', 'Headings and labels', 'AA', [OUTLINE], 'Do they describe what follows?'),
  row('2.4.7', 'Focus visible', 'AA', [KEYS, 'colours chosen by the reader']),
  row('2.4.11', 'Focus not obscured (minimum)', 'AA', [KEYS]),
  row('2.5.1', 'Pointer gestures', 'A', ['There are none.']),
  row('2.5.2', 'Pointer cancellation', 'A', [
    'Only links, buttons and fields of the browser’s own are pressed.',
  ]),
  row('2.5.3', 'Label in name', 'A', [NAMES], 'By voice: say what is seen.'),
  row('2.5.4', 'Motion actuation', 'A', ['Nothing goes by motion.']),
  row('2.5.7', 'Dragging movements', 'AA', ['Nothing is dragged.']),
  row('2.5.8', 'Target size (minimum)', 'AA', ['size of links and buttons', AXE]),
  row('3.1.1', 'Language of page', 'A', ['page titles', AXE]),
  row('3.1.2', 'Language of parts', 'AA', [], 'Names may be of another language; nobody marks them.'),
  row('3.2.1', 'On focus', 'A', [KEYS]),
  row('3.2.2', 'On input', 'A', ['use without scripts']),
  row('3.2.3', 'Consistent navigation', 'AA', ['One layout holds every page.']),
  row('3.2.4', 'Consistent identification', 'AA', [NAMES], 'Is the same thing called the same everywhere?'),
  row(
    '3.2.6',
    'Consistent help',
    'A',
    ['Contact us stands in the footer of every page outside the NHS App.'],
    'Inside the NHS App its own help stands in.',
  ),
  row('3.3.1', 'Error identification', 'A', [ERRORS]),
  row('3.3.2', 'Labels or instructions', 'A', [AXE, NAMES], 'Do they say what is wanted?'),
  row('3.3.3', 'Error suggestion', 'AA', [ERRORS], 'Do they say how to put it right?'),
  row('3.3.4', 'Error prevention', 'AA', ['Every change is confirmed on a page of its own: test/browser.']),
  row('3.3.7', 'Redundant entry', 'A', ['Nothing is asked for twice.'], 'Go back in each journey.'),
  row(
    '3.3.8',
    'Accessible authentication',
    'AA',
    ['NHS login asks who people are, not the portal.'],
    'Part of NHS login’s own audit.',
  ),
  row('4.1.2', 'Name, role, value', 'A', [AXE, NAMES, PRESSED, 'valid HTML']),
  row('4.1.3', 'Status messages', 'AA', [ERRORS], 'Is the warning before the time-out heard?'),
]
