// Warns the patient, or a member of staff, a minute before the log-out, and hides the page when they are logged out. It
// uses the wall clock, because computers sleep, and asks the server, because other tabs extend the session too. It must
// run in old browsers: no modules, no arrow functions, and a modal dialog only where it is supported.
;(function () {
  var MINUTE = 60000
  var settings = document.getElementById('time-limit')
  if (!settings || !document.addEventListener || !window.JSON) return
  // Staff have another address and another limit.
  var timeLeftUrl = settings.getAttribute('data-time-left') || '/patient-portal/stay-logged-in'
  var idleMinutes = Number(settings.getAttribute('data-idle-minutes')) || 10
  var token = settings.getAttribute('data-token')
  var session = settings.getAttribute('data-session')
  var endsAt = Date.now() + settings.getAttribute('data-seconds-left') * 1000
  // The session has reached its maximum duration and cannot be extended.
  var isLastMinute = false
  var lastWarningClosed = false
  var pending
  var warning

  function send(method, done) {
    if (pending) {
      if (method === 'GET') return
      pending.onreadystatechange = null
      pending.abort()
    }
    var request = new XMLHttpRequest()
    pending = request
    request.open(method, timeLeftUrl)
    request.timeout = 10000
    request.onreadystatechange = function () {
      if (request.readyState !== 4) return
      pending = undefined
      done(timeLeftFrom(request))
    }
    if (method === 'POST') request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
    request.send(method === 'POST' ? '_csrf=' + encodeURIComponent(token) : null)
  }

  // Undefined when the network or the portal is down.
  function timeLeftFrom(request) {
    // The session of the token has ended.
    if (request.status === 403) return { secondsLeft: 0 }
    if (request.status !== 200) return
    try {
      return JSON.parse(request.responseText)
    } catch (_error) {}
  }

  function check() {
    send('GET', function (timeLeft) {
      var left = endsAt - Date.now()
      if (timeLeft) update(timeLeft)
      else if (left <= 0) leave()
      // A hidden page from the Back cache, whose session is unknown.
      else if (document.body.style.display === 'none') location.replace(location.href.split('#')[0])
      else if (left <= MINUTE) warn()
    })
  }

  function stay() {
    if (isLastMinute) {
      lastWarningClosed = true
      return close()
    }
    send('POST', function (timeLeft) {
      if (timeLeft) update(timeLeft)
      else if (warning) warning.say('We could not keep you logged in. Check your connection and try again.')
    })
  }

  function update(timeLeft) {
    if (timeLeft.session !== session || !(timeLeft.secondsLeft > 0)) return leave()
    endsAt = Date.now() + timeLeft.secondsLeft * 1000
    var wasLastMinute = isLastMinute
    isLastMinute = timeLeft.maxSeconds * 1000 <= MINUTE
    document.body.style.display = ''
    if (timeLeft.secondsLeft * 1000 > MINUTE || isLastMinute !== wasLastMinute) close()
    if (timeLeft.secondsLeft * 1000 <= MINUTE) warn()
  }

  function hide() {
    document.body.style.display = 'none'
  }

  function leave() {
    var hasTimedOut = Date.now() >= endsAt
    hide()
    clearInterval(timer)
    var openTimedOutPage = function () {
      location.replace(settings.getAttribute('data-timed-out'))
    }
    // If possible, the NHS App shows its own log-in page.
    if (hasTimedOut && window.logOutOfNhsApp && window.logOutOfNhsApp()) setTimeout(openTimedOutPage, 2000)
    else openTimedOutPage()
  }

  function tick() {
    var left = endsAt - Date.now()
    if (left <= 0) hide()
    if (left <= 0 || (left <= MINUTE && !warning && !lastWarningClosed)) check()
    else if (warning) warning.count(left)
  }

  function warn() {
    if (warning || lastWarningClosed) return
    var focused = document.activeElement
    var dialog = document.createElement('dialog')
    dialog.className = 'app-time-limit'
    dialog.setAttribute('role', 'alertdialog')
    dialog.setAttribute('aria-labelledby', 'time-limit-title')
    dialog.setAttribute('aria-describedby', 'time-limit-why time-limit-left')
    add(dialog, 'h2', 'We are about to log you out', 'time-limit-title').className = 'nhsuk-heading-m'
    add(
      dialog,
      'p',
      isLastMinute
        ? 'You have been logged in for 12 hours, the longest we can allow. Send anything you have entered now, or it will be lost.'
        : 'You have not used the service for ' +
            (idleMinutes - 1) +
            ' minutes. We log you out after ' +
            idleMinutes +
            ' to keep your information safe.',
      'time-limit-why',
    )
    var message = add(dialog, 'p', '', 'time-limit-left')
    message.setAttribute('aria-live', 'polite')
    var button = add(dialog, 'button', isLastMinute ? 'Close this message' : 'Stay logged in')
    button.type = 'button'
    button.className = 'nhsuk-button'
    button.onclick = stay
    var logOut = settings.getAttribute('data-log-out')
    if (logOut) add(add(dialog, 'p', ''), 'a', 'Log out').href = logOut
    dialog.addEventListener('cancel', function (event) {
      event.preventDefault()
      stay()
    })
    warning = {
      say: function (text) {
        if (message.textContent !== text) message.textContent = text
      },
      // Updated every 20 seconds, because screen readers read each change aloud.
      count: function (left) {
        var seconds = Math.ceil(left / 20000) * 20
        if (seconds === warning.seconds) return
        warning.seconds = seconds
        warning.say('You have ' + (seconds > 40 ? '1 minute' : seconds + ' seconds') + ' left.')
      },
      close: function () {
        if (dialog.open && dialog.close) dialog.close()
        document.body.removeChild(dialog)
        if (focused && focused.focus) focused.focus()
      },
    }
    warning.count(endsAt - Date.now())
    document.body.appendChild(dialog)
    if (dialog.showModal) dialog.showModal()
    else dialog.setAttribute('open', '')
    button.focus()
  }

  function add(parent, name, text, id) {
    var element = document.createElement(name)
    element.textContent = text
    if (id) element.id = id
    parent.appendChild(element)
    return element
  }

  function close() {
    if (warning) warning.close()
    warning = undefined
  }

  var timer = setInterval(tick, 1000)
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState !== 'visible') return
    tick()
    check()
  })
  // A page from the Back cache stays hidden until the server confirms that its session is still the current one.
  window.addEventListener('pageshow', function (event) {
    // Other pages are asked for anew: see portal.js.
    if (!event.persisted || !document.querySelector('[name="_seal"]')) return
    hide()
    check()
  })
})()
