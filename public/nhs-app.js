// Uses the functions of the NHS App's script (NHS App web integration, JavaScript API v2). That script may be missing, or
// be an old version without some functions. Links then work as usual.
;(function () {
  if (!document.addEventListener || !document.querySelector) return
  var script = document.getElementById('nhs-app')

  // Returns whether the app has the function and it did not fail.
  function call(part, name, values) {
    var api = window.nhsapp && window.nhsapp[part]
    if (!api || typeof api[name] !== 'function') return false
    try {
      api[name].apply(api, values || [])
      return true
    } catch (_error) {
      return false
    }
  }

  function backToApp() {
    var pages = window.nhsapp && window.nhsapp.navigation && window.nhsapp.navigation.AppPage
    var previous = pages && pages.GO_BACK
    return (previous && call('navigation', 'goToPage', [previous])) || call('navigation', 'goToHomePage')
  }

  function addToCalendar(link) {
    function data(name) {
      return link.getAttribute('data-' + name)
    }
    var texts = [data('subject'), data('body'), data('location')]
    var times = [Number(data('starts')), Number(data('ends'))]
    return call('storage', 'addEventToCalendar', texts.concat(times))
  }

  function follow(link) {
    if (link.getAttribute('data-starts')) return addToCalendar(link)
    if (link.getAttribute('data-nhs-app')) return backToApp()
    if (!/^https?:$/.test(link.protocol) || link.host === location.host) return false
    if (script && script.src.indexOf(link.protocol + '//' + link.host + '/') === 0)
      return call('navigation', 'goToHomePage')
    return call('navigation', 'openBrowserOverlay', [link.href])
  }

  document.addEventListener('click', function (event) {
    var link = event.target
    while (link && link.nodeName !== 'A') link = link.parentNode
    if (link && link.href && !event.defaultPrevented && follow(link)) event.preventDefault()
  })

  // The phone's back button does the same as the back link of the page.
  function setBackAction() {
    var back = document.querySelector('.nhsuk-back-link')
    if (!back) return call('navigation', 'clearBackAction')
    return call('navigation', 'setBackAction', [
      function () {
        back.click()
      },
    ])
  }
  setBackAction()
  if (script) script.addEventListener('load', setBackAction)

  // Called by time-limit.js at the end of the session.
  window.logOutOfNhsApp = function () {
    return call('tools', 'logout') || call('navigation', 'goToHomePage')
  }
})()
