// Scripts only improve: every page works without them. In the words of 2012, so that old browsers run it too.
;(function () {
  if (!document.addEventListener || !document.querySelector) return

  // Focus for something that cannot have it by itself, for as long as it stays there.
  function bringTo(element) {
    element.setAttribute('tabindex', '-1')
    element.addEventListener('blur', function forget() {
      element.removeEventListener('blur', forget)
      element.removeAttribute('tabindex')
    })
    element.focus()
  }

  // The question of a field: it must be in sight when somebody is led to its answer.
  function questionOf(field) {
    var choice = field.type === 'radio' || field.type === 'checkbox'
    var group = field
    while (choice && group && group.nodeName !== 'FIELDSET') group = group.parentNode
    return (
      (choice && group && group.querySelector('legend')) ||
      document.querySelector('label[for="' + field.id + '"]')
    )
  }

  function leadToField(event) {
    var address = event.target.getAttribute('href') || ''
    var field = address.charAt(0) === '#' && document.getElementById(address.slice(1))
    var question = field && questionOf(field)
    if (!question) return
    event.preventDefault()
    question.scrollIntoView()
    field.focus({ preventScroll: true })
  }

  // Nothing is sent twice by a trembling hand. The server would not do it twice either.
  function onceASecond(button) {
    var pressed = false
    button.addEventListener('click', function (event) {
      if (pressed) event.preventDefault()
      pressed = true
      setTimeout(function () {
        pressed = false
      }, 1000)
    })
  }

  var summary = document.querySelector('.nhsuk-error-summary')
  if (summary) {
    summary.addEventListener('click', leadToField)
    bringTo(summary)
  }

  var skip = document.querySelector('.nhsuk-skip-link')
  if (skip)
    skip.addEventListener('click', function () {
      bringTo(document.getElementById('maincontent'))
    })

  // For the next page: this one is in the browser's own letters, so that nobody waits for these.
  function fetchFont() {
    var ignore = function () {}
    document.fonts.load('1em "Frutiger W01"').then(ignore, ignore)
    document.fonts.load('600 1em "Frutiger W01"').then(ignore, ignore)
  }
  if (document.fonts && document.fonts.load) window.addEventListener('load', fetchFont)

  var buttons = document.querySelectorAll('[data-prevent-double-click]')
  for (var index = 0; index < buttons.length; index++) onceASecond(buttons[index])
})()
