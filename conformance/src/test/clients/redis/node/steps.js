// Runs steps one after the other, prints "ok WHAT" after each and ends at the first surprise.
'use strict'

const PATIENCE_MILLIS = 60000

/** Asks again and again, until the answer is true. */
async function waitFor (what, condition) {
  const deadline = Date.now() + PATIENCE_MILLIS
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${what} never came true`)
    await new Promise(resolve => setTimeout(resolve, 2))
  }
}

/** What the promise gives, unless it takes too long. */
function within (promise) {
  let timer
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('nothing came')), PATIENCE_MILLIS)
  })
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

function run (steps, close) {
  (async () => {
    for (const [name, step] of Object.entries(steps)) {
      await within(step())
      console.log(`ok ${name}`)
    }
    await close()
    process.exit(0)
  })().catch(surprise => {
    console.log(surprise)
    process.exit(1)
  })
}

module.exports = { run, waitFor, within, host: process.argv[2], port: Number(process.argv[3]) }
