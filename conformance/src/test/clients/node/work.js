// What a program with jackd does, step by step: node work.js HOST PORT
// Prints "ok WHAT" after each step and ends at the first surprise. It cannot pause a tube: this
// client forgets the end of that line.
'use strict'

const assert = require('node:assert/strict')
const Jackd = require('jackd')

/** The value of a key in a reply of stats, without quotes. */
function value (yaml, key) {
  const found = new RegExp(`^${key}: "?(.*?)"?$`, 'm').exec(yaml)
  assert(found, `no ${key} in ${yaml}`)
  return found[1]
}

/** Asks until the job is in the state that only time brings. */
async function waitFor (queue, id, state) {
  const deadline = Date.now() + 60000
  while (value(await queue.statsJob(id), 'state') !== state) {
    assert(Date.now() < deadline, `job never became ${state}`)
  }
}

async function workOff (queue, bodies) {
  for (const body of bodies) {
    const job = await queue.reserve()
    assert.equal(job.payload.toString(), body)
    await queue.delete(job.id)
  }
}

const steps = {
  'puts and works': async queue => {
    await queue.use('node-mail')
    const id = await queue.put('hello', { priority: 10, ttr: 60 })
    await queue.watch('node-mail')
    await queue.ignore('default')
    const job = await queue.reserve()
    assert.equal(job.id, id)
    assert.equal(job.payload.toString(), 'hello')
    await queue.touch(id)
    await queue.delete(id)
    await assert.rejects(queue.reserveWithTimeout(0), /TIMED_OUT/)
  },

  'keeps binary bytes': async queue => {
    // This client sends a Buffer as JSON, and waits for ever for a body with CRLF in it: so the
    // bytes are those of a text in UTF-8.
    const text = String.fromCodePoint(...Array(0x100).keys(), 0x20ac, 0x1f331)
    await queue.put(text)
    const job = await queue.reserve()
    assert.equal(job.payload.toString(), text)
    await queue.delete(job.id)
  },

  'retries with a delay': async queue => {
    const id = await queue.put('fails once')
    await queue.reserve()
    await queue.release(id, { priority: 5, delay: 1000 })
    assert.equal(value(await queue.statsJob(id), 'state'), 'delayed')
    await queue.kickJob(id)
    await queue.reserve()
    await queue.release(id, { priority: 5, delay: 1 })
    assert.equal((await queue.reserve()).id, id)
    assert.equal(value(await queue.statsJob(id), 'releases'), '2')
    await queue.delete(id)
  },

  // A worker that may die at any point buries the job before it starts.
  'buries first and deletes last': async queue => {
    const id = await queue.put('at most once')
    await queue.reserve()
    await queue.bury(id, 7)
    assert.equal((await queue.peekBuried()).id, id)
    await queue.delete(id)
    await assert.rejects(queue.peekBuried(), /NOT_FOUND/)
  },

  'kicks what was buried': async queue => {
    for (const body of ['a', 'b', 'c']) {
      const id = await queue.put(body)
      await queue.reserve()
      await queue.bury(id, 0)
    }
    await queue.kickJob((await queue.peekBuried()).id)
    assert.equal(await queue.kick(10), 2)
    await workOff(queue, ['a', 'b', 'c'])
  },

  peeks: async queue => {
    const ready = await queue.put('ready')
    const delayed = await queue.put('delayed', { delay: 1000 })
    assert.equal((await queue.peekReady()).payload.toString(), 'ready')
    assert.equal((await queue.peekDelayed()).payload.toString(), 'delayed')
    assert.equal((await queue.peek(delayed)).payload.toString(), 'delayed')
    await queue.delete(ready)
    await queue.delete(delayed)
  },

  'reads stats': async queue => {
    const id = await queue.put('counted', { priority: 3, ttr: 77 })
    assert.equal(value(await queue.statsJob(id), 'ttr'), '77')
    assert.equal(value(await queue.statsTube('node-mail'), 'current-jobs-ready'), '1')
    assert(Number(value(await queue.stats(), 'total-jobs')) > 0)
    assert.match(await queue.listTubes(), /^- node-mail$/m)
    assert.match(await queue.listTubesWatched(), /^- node-mail$/m)
    assert.equal(await queue.listTubeUsed(), 'node-mail')
    await queue.delete(id)
  },

  'serves several tubes': async queue => {
    await queue.use('node-slow')
    await queue.put('later', { priority: 20 })
    await queue.use('node-fast')
    await queue.put('first', { priority: 10 })
    await queue.watch('node-slow')
    await queue.watch('node-fast')
    await workOff(queue, ['first', 'later'])
    await queue.use('node-mail')
  },

  'loses a job when its time is over': async queue => {
    const id = await queue.put('slow work', { ttr: 1 })
    await queue.reserve()
    await waitFor(queue, id, 'ready')
    assert.equal(value(await queue.statsJob(id), 'timeouts'), '1')
    await queue.delete(id)
  }
}

async function main () {
  const queue = new Jackd()
  await queue.connect({ host: process.argv[2], port: Number(process.argv[3]) })
  for (const [what, step] of Object.entries(steps)) {
    await step(queue)
    console.log(`ok ${what}`)
  }
  await queue.disconnect()
}

main().catch(e => {
  console.error(e)
  process.exit(1)
})
