// `npm start`: everything from nothing to a sign-in link. Written in syntax that an old Node can parse, so that it can say so.
var version = process.versions.node.split('.').map(Number)
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error(
    'Cutover needs Node.js 20.19 or newer; this is ' +
      process.versions.node +
      '.\n' +
      'Nothing was changed. Install a newer Node.js (https://nodejs.org/en/download) and run `npm start` again.',
  )
  process.exit(1)
}

import('./setup/start-cutover.mjs').then(function (module) {
  return module.startCutover()
})
