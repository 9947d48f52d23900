// Every page works without scripts. This one uses only the JavaScript of 2012, so that old browsers can run it.
;(function () {
  if (!document.addEventListener || !document.querySelector) return

  // Focuses an element that is not focusable by default.
  function focusOn(element) {
    element.setAttribute('tabindex', '-1')
    element.addEventListener('blur', function onBlur() {
      element.removeEventListener('blur', onBlur)
      element.removeAttribute('tabindex')
    })
    element.focus()
  }

  // The legend or label of a field, which must be visible when the field gets the focus.
  function questionOf(field) {
    var isChoice = field.type === 'radio' || field.type === 'checkbox'
    var group = field
    while (isChoice && group && group.nodeName !== 'FIELDSET') group = group.parentNode
    return (
      (isChoice && group && group.querySelector('legend')) ||
      document.querySelector('label[for="' + field.id + '"]')
    )
  }

  function goToField(event) {
    var href = event.target.getAttribute('href') || ''
    var field = href.charAt(0) === '#' && document.getElementById(href.slice(1))
    var question = field && questionOf(field)
    if (!question) return
    event.preventDefault()
    question.scrollIntoView()
    field.focus({ preventScroll: true })
  }

  // Ignores accidental double clicks. The server also makes each change only once.
  function preventDoubleClick(button) {
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
    summary.addEventListener('click', goToField)
    focusOn(summary)
    // The answer to a form is not stored, so Back would lead to an error page of the browser: let it ask for the form's page.
    if (history.replaceState) history.replaceState(null, '', location.href)
  }

  var skip = document.querySelector('.nhsuk-skip-link')
  if (skip)
    skip.addEventListener('click', function () {
      focusOn(document.querySelector('main'))
    })

  // A page that was kept whole for Back shows how things were, perhaps before a change or a log-out: ask for it anew.
  window.addEventListener('pageshow', function (event) {
    // What is being filled in stays, and time-limit.js asks whether it may still be seen.
    if (!event.persisted || !document.getElementById('time-limit')) return
    if (document.querySelector('[name="_seal"]')) return
    document.body.style.display = 'none'
    // Not reload(), which would send a form again whose answer this page is.
    location.replace(location.href.split('#')[0])
  })

  // Loads the font for the next page. The first page uses a system font, so that its text appears without delay.
  function fetchFont() {
    var ignore = function () {}
    document.fonts.load('1em "Frutiger W01"').then(ignore, ignore)
    document.fonts.load('600 1em "Frutiger W01"').then(ignore, ignore)
  }
  if (document.fonts && document.fonts.load) window.addEventListener('load', fetchFont)

  var buttons = document.querySelectorAll('[data-prevent-double-click]')
  for (var index = 0; index < buttons.length; index++) preventDoubleClick(buttons[index])
})()
