// What a program with bee-queue does: node use-bee-queue.js HOST PORT
'use strict'

const assert = require('node:assert/strict')
const Queue = require('bee-queue')
const { run, waitFor, within, host, port } = require('./steps')

const queue = new Queue('bees', {
  redis: { host, port },
  activateDelayedJobs: true,
  removeOnSuccess: true,
  nearTermWindow: 1000
})
queue.on('error', surprise => { throw surprise })
const done = []
let failures = 0
queue.process(3, async job => {
  if (job.data.flaky && failures++ < 2) throw new Error('on purpose')
  done.push(job.data.n)
  job.reportProgress({ half: true })
  return job.data.n * 2
})

const succeeded = job => new Promise(resolve => job.once('succeeded', resolve))

run({
  'adds and processes': async () => {
    await queue.ready()
    const job = queue.createJob({ n: 21 })
    const result = succeeded(job)
    await job.save()
    assert.equal(await within(result), 42)
  },
  'adds many': async () => {
    const jobs = [...Array(100)].map((_, n) => queue.createJob({ n: 1000 + n }))
    const errors = await queue.saveAll(jobs)
    assert.equal(errors.size, 0)
    await waitFor('a hundred are done', () => done.length === 101)
    assert.equal(new Set(done).size, 101)
  },
  'delays': async () => {
    const far = await queue.createJob({ n: 0 }).delayUntil(Date.now() + 1000000).save()
    assert.equal((await queue.checkHealth()).delayed, 1)
    await far.remove()
    assert.equal((await queue.checkHealth()).delayed, 0)
    const before = Date.now()
    const job = queue.createJob({ n: 1 }).delayUntil(before + 300)
    const result = succeeded(job)
    await job.save()
    assert.equal(await within(result), 2)
    assert.ok(Date.now() - before >= 300)
  },
  'tries again': async () => {
    const job = queue.createJob({ n: 2, flaky: true }).retries(2).backoff('fixed', 50)
    const result = succeeded(job)
    await job.save()
    assert.equal(await within(result), 4)
    assert.equal(failures, 3)
  },
  'checks its health': async () => {
    await waitFor('all is quiet', async () => {
      const health = await queue.checkHealth()
      return health.waiting === 0 && health.active === 0 && health.failed === 0
    })
    await queue.destroy()
  }
}, () => queue.close())
