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

  // The app cannot download a file by itself. Without its function, or when the file cannot be read, the link works as usual.
  function saveFile(link) {
    var storage = window.nhsapp && window.nhsapp.storage
    if (!storage || typeof storage.downloadFromBytes !== 'function' || !window.FileReader) return false
    var request = new XMLHttpRequest()
    function openLink() {
      location.href = link.href
    }
    request.open('GET', link.href)
    request.responseType = 'blob'
    request.onerror = openLink
    request.onload = function () {
      var file = request.response
      // After the end of the session there is a page to log in instead.
      if (request.status !== 200 || !request.getResponseHeader('Content-Disposition')) return openLink()
      var reader = new FileReader()
      reader.onerror = openLink
      reader.onload = function () {
        var bytes = String(reader.result).split(',')[1]
        var type = file.type.split(';')[0]
        if (!call('storage', 'downloadFromBytes', [bytes, link.getAttribute('data-save-as'), type]))
          openLink()
      }
      reader.readAsDataURL(file)
    }
    request.send()
    return true
  }

  function follow(link) {
    if (link.getAttribute('data-save-as')) return saveFile(link)
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
