// What the NHS App can do for its pages, by its own script (NHS App web integration, JavaScript API v2). That one may not
// have come, or be an old one without some of the functions: then the links do what links do.
;(function () {
  if (!document.addEventListener || !document.querySelector) return
  var script = document.getElementById('nhs-app')

  // Whether the app did it.
  function call(part, name, values) {
    var its = window.nhsapp && window.nhsapp[part]
    if (!its || typeof its[name] !== 'function') return false
    try {
      its[name].apply(its, values || [])
      return true
    } catch (_error) {
      return false
    }
  }

  function backToApp() {
    var pages = window.nhsapp && window.nhsapp.navigation && window.nhsapp.navigation.AppPage
    var before = pages && pages.GO_BACK
    return (before && call('navigation', 'goToPage', [before])) || call('navigation', 'goToHomePage')
  }

  function addToCalendar(link) {
    function of(name) {
      return link.getAttribute('data-' + name)
    }
    var times = [Number(of('starts')), Number(of('ends'))]
    return call('storage', 'addEventToCalendar', [of('subject'), of('body'), of('location')].concat(times))
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

  // The phone's own way back goes where the page's does.
  function setBack() {
    var back = document.querySelector('.nhsuk-back-link')
    if (!back) return call('navigation', 'clearBackAction')
    return call('navigation', 'setBackAction', [
      function () {
        back.click()
      },
    ])
  }
  setBack()
  if (script) script.addEventListener('load', setBack)

  // For the end of the session, in time-limit.js.
  window.leaveForNhsApp = function () {
    return call('tools', 'logout') || call('navigation', 'goToHomePage')
  }
})()
