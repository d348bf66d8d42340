// `npm test`: everything, and one closing line. Written in syntax that an old Node can parse, so that it can say so.
var version = process.versions.node.split('.').map(Number)
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error('Cutover needs Node.js 20.19 or newer. This is version', process.versions.node)
  console.log('0 passed, 1 failed')
  process.exit(1)
}

import('./checks/run-checks.mjs').then((module) => module.runChecks())
