// A minute before the patient is logged out it asks whether they want to stay, and when they are logged out it leaves
// nothing of theirs on the screen. It goes by the clock on the wall, since computers sleep, and by what the server
// says, since other tabs are use too. Old browsers run it as well: no module, no arrow, and a dialog only if they can.
;(function () {
  var MINUTE = 60000
  var ADDRESS = '/patient-portal/stay-logged-in'
  var ours = document.getElementById('time-limit')
  if (!ours || !document.addEventListener || !window.JSON) return
  var token = ours.getAttribute('data-token')
  var session = ours.getAttribute('data-session')
  var endsAt = Date.now() + ours.getAttribute('data-seconds-left') * 1000
  // They have been logged in for as long as anyone may be.
  var last = false
  var readLast = false
  var asking
  var warning

  function ask(method, done) {
    if (asking) {
      if (method === 'GET') return
      asking.onreadystatechange = null
      asking.abort()
    }
    var request = new XMLHttpRequest()
    asking = request
    request.open(method, ADDRESS)
    request.timeout = 10000
    request.onreadystatechange = function () {
      if (request.readyState !== 4) return
      asking = undefined
      done(answerOf(request))
    }
    if (method === 'POST') request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded')
    request.send(method === 'POST' ? '_csrf=' + encodeURIComponent(token) : null)
  }

  // Nothing when it is not known: the network or the portal is down.
  function answerOf(request) {
    // The token is that of a session which has ended.
    if (request.status === 403) return { secondsLeft: 0 }
    if (request.status !== 200) return
    try {
      return JSON.parse(request.responseText)
    } catch (_error) {}
  }

  function check() {
    ask('GET', function (answer) {
      var left = endsAt - Date.now()
      if (answer) learn(answer)
      else if (left <= 0) leave()
      // Kept for Back, and nobody can say whose it is: the browser asks for it anew, or says that it cannot.
      else if (document.body.style.display === 'none') location.reload()
      else if (left <= MINUTE) warn()
    })
  }

  function stay() {
    if (last) {
      readLast = true
      return close()
    }
    ask('POST', function (answer) {
      if (answer) learn(answer)
      else if (warning) warning.say('We could not keep you logged in. Check your connection and try again.')
    })
  }

  function learn(answer) {
    if (answer.session !== session || !(answer.secondsLeft > 0)) return leave()
    endsAt = Date.now() + answer.secondsLeft * 1000
    var wasLast = last
    last = answer.maxSeconds * 1000 <= MINUTE
    document.body.style.display = ''
    if (answer.secondsLeft * 1000 > MINUTE || last !== wasLast) close()
    if (answer.secondsLeft * 1000 <= MINUTE) warn()
  }

  function hide() {
    document.body.style.display = 'none'
  }

  function leave() {
    var atTheEnd = Date.now() >= endsAt
    hide()
    clearInterval(ticking)
    var timedOut = function () {
      location.replace(ours.getAttribute('data-timed-out'))
    }
    // The NHS App takes people to its own log-in, if it can.
    if (atTheEnd && window.leaveForNhsApp && window.leaveForNhsApp()) setTimeout(timedOut, 2000)
    else timedOut()
  }

  function tick() {
    var left = endsAt - Date.now()
    if (left <= 0) hide()
    if (left <= 0 || (left <= MINUTE && !warning && !readLast)) check()
    else if (warning) warning.count(left)
  }

  function warn() {
    if (warning || readLast) return
    var before = document.activeElement
    var dialog = document.createElement('dialog')
    dialog.className = 'app-time-limit'
    dialog.setAttribute('role', 'alertdialog')
    dialog.setAttribute('aria-labelledby', 'time-limit-title')
    dialog.setAttribute('aria-describedby', 'time-limit-why time-limit-left')
    add(dialog, 'h2', 'We are about to log you out', 'time-limit-title').className = 'nhsuk-heading-m'
    add(
      dialog,
      'p',
      last
        ? 'You have been logged in for 12 hours, which is as long as you can be. If you have entered anything, send it now or it will be lost.'
        : 'You have not opened a page for 9 minutes. We log you out to keep your information safe.',
      'time-limit-why',
    )
    var words = add(dialog, 'p', '', 'time-limit-left')
    words.setAttribute('aria-live', 'polite')
    var button = add(dialog, 'button', last ? 'Close this message' : 'Stay logged in')
    button.type = 'button'
    button.className = 'nhsuk-button'
    button.onclick = stay
    var logOut = ours.getAttribute('data-log-out')
    if (logOut) add(add(dialog, 'p', ''), 'a', 'Log out').href = logOut
    dialog.addEventListener('cancel', function (event) {
      event.preventDefault()
      stay()
    })
    warning = {
      say: function (text) {
        if (words.textContent !== text) words.textContent = text
      },
      // Three times, not every second: a screen reader reads it aloud.
      count: function (left) {
        var seconds = Math.ceil(left / 20000) * 20
        if (seconds === warning.seconds) return
        warning.seconds = seconds
        warning.say('You have ' + (seconds > 40 ? '1 minute' : seconds + ' seconds') + ' left.')
      },
      close: function () {
        if (dialog.open && dialog.close) dialog.close()
        document.body.removeChild(dialog)
        if (before && before.focus) before.focus()
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

  var ticking = setInterval(tick, 1000)
  document.addEventListener('visibilitychange', function () {
    if (document.visibilityState !== 'visible') return
    tick()
    check()
  })
  // A whole page that the browser had kept for Back: nothing of it is shown until it is known whose it is.
  window.addEventListener('pageshow', function (event) {
    if (!event.persisted) return
    hide()
    check()
  })
})()
