// What a program with BullMQ does: node use-bullmq.js HOST PORT
'use strict'

const assert = require('node:assert/strict')
const { Queue, Worker, QueueEvents, FlowProducer } = require('bullmq')
const { run, waitFor, within, host, port } = require('./steps')

const connection = { host, port }
const open = []
function opened (it) {
  open.push(it)
  it.on('error', surprise => { throw surprise })
  return it
}
const queue = opened(new Queue('jobs', { connection }))
const events = opened(new QueueEvents('jobs', { connection }))
const done = []
let failures = 0

const worker = opened(new Worker('jobs', async job => {
  if (job.name === 'flaky' && failures++ < 2) throw new Error('on purpose')
  if (job.name === 'broken') throw new Error('for ever')
  done.push(job.name === 'count' ? job.data.n : job.name)
  await job.updateProgress(50)
  return { sum: (job.data.a || 0) + (job.data.b || 0) }
}, { connection, concurrency: 5 }))

run({
  'adds and processes': async () => {
    await Promise.all([queue, events, worker].map(one => one.waitUntilReady()))
    await queue.obliterate({ force: true })
    const job = await queue.add('sum', { a: 2, b: 3 })
    assert.deepEqual(await within(job.waitUntilFinished(events)), { sum: 5 })
    assert.equal(await job.getState(), 'completed')
  },
  'adds many': async () => {
    await queue.addBulk([...Array(200)].map((_, n) => ({ name: 'count', data: { n } })))
    await waitFor('two hundred are done', () => done.filter(Number.isInteger).length === 200)
    assert.equal(new Set(done.filter(Number.isInteger)).size, 200)
  },
  'delays': async () => {
    const far = await queue.add('far', {}, { delay: 1000000 })
    assert.equal(await far.getState(), 'delayed')
    await far.remove()
    const before = Date.now()
    const job = await queue.add('later', {}, { delay: 300 })
    await within(job.waitUntilFinished(events))
    assert.ok(Date.now() - before >= 300)
  },
  'tries again with backoff': async () => {
    const job = await queue.add('flaky', {}, { attempts: 3, backoff: { type: 'fixed', delay: 50 } })
    await within(job.waitUntilFinished(events))
    assert.equal(failures, 3)
    const broken = await queue.add('broken', {})
    await assert.rejects(within(broken.waitUntilFinished(events)), /for ever/)
    assert.deepEqual((await queue.getFailed()).map(one => one.name), ['broken'])
  },
  'keeps priorities and duplicates': async () => {
    await worker.pause()
    await queue.add('p', {}, { priority: 5, jobId: 'low' })
    await queue.add('p', {}, { priority: 1, jobId: 'high' })
    await queue.add('p', {}, { priority: 5, jobId: 'low' })
    assert.deepEqual((await queue.getPrioritized()).map(one => one.id), ['high', 'low'])
    const counts = await queue.getJobCounts('prioritized', 'waiting', 'active')
    assert.deepEqual({ ...counts }, { prioritized: 2, waiting: 0, active: 0 })
    worker.resume()
    await waitFor('both are done', async () => (await queue.getPrioritizedCount()) === 0)
  },
  'repeats': async () => {
    await queue.upsertJobScheduler('every', { every: 100 }, { name: 'tick' })
    await waitFor('three ticks', () => done.filter(name => name === 'tick').length >= 3)
    assert.ok(await queue.removeJobScheduler('every'))
  },
  'flows': async () => {
    const flows = opened(new FlowProducer({ connection }))
    const { job } = await flows.add({
      name: 'parent',
      queueName: 'jobs',
      children: [1, 2, 3].map(a => ({ name: 'child', queueName: 'jobs', data: { a, b: 1 } }))
    })
    await within(job.waitUntilFinished(events))
    const values = Object.values(await job.getChildrenValues()).map(value => value.sum)
    assert.deepEqual(values.sort(), [2, 3, 4])
    assert.ok(done.indexOf('parent') > done.lastIndexOf('child'))
  },
  'cleans up': async () => {
    await queue.drain(true)
    assert.ok((await queue.clean(0, 1000, 'completed')).length > 200)
    await queue.obliterate({ force: true })
    assert.equal(await queue.count(), 0)
  }
}, () => Promise.all(open.map(one => one.close())))
