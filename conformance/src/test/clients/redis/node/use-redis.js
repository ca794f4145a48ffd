// What a program with node-redis does, in RESP3 and in RESP2: node use-redis.js HOST PORT
'use strict'

const assert = require('node:assert/strict')
const { createClient } = require('redis')
const { run, waitFor, host, port } = require('./steps')

const clients = []
async function connect (RESP) {
  const client = createClient({ socket: { host, port, connectTimeout: 60000 }, RESP })
  clients.push(client)
  client.on('error', surprise => { throw surprise })
  await client.connect()
  return client
}

const steps = {}
for (const version of [2, 3]) {
  let redis
  const blocked = async count =>
    (await redis.info('clients')).includes(`blocked_clients:${count}\r\n`)
  const step = (name, action) => { steps[`${name} in RESP${version}`] = action }

  step('keeps values', async () => {
    redis = await connect(version)
    await redis.flushAll()
    assert.equal(await redis.set('k', 'v', { EX: 100 }), 'OK')
    assert.equal(await redis.get('k'), 'v')
    assert.equal(await redis.get('none'), null)
    await redis.hSet('h', { a: '1', b: '2' })
    assert.deepEqual({ ...(await redis.hGetAll('h')) }, { a: '1', b: '2' })
    await redis.sAdd('set', ['x', 'y'])
    assert.deepEqual([...(await redis.sMembers('set'))].sort(), ['x', 'y'])
    await redis.zAdd('z', [{ score: 1, value: 'a' }, { score: 2.5, value: 'b' }])
    assert.equal(await redis.zScore('z', 'b'), 2.5)
    assert.deepEqual(
      (await redis.zRangeWithScores('z', 0, -1)).map(one => ({ ...one })),
      [{ value: 'a', score: 1 }, { value: 'b', score: 2.5 }])
  })
  step('reads streams in groups', async () => {
    const id = await redis.xAdd('s', '*', { f: 'v' })
    assert.equal(await redis.xGroupCreate('s', 'g', '0'), 'OK')
    await assert.rejects(redis.xGroupCreate('s', 'g', '0'), /BUSYGROUP/)
    const waiter = await connect(version)
    const first = await waiter.xReadGroup('g', 'c', { key: 's', id: '>' }, { COUNT: 5 })
    assert.ok(JSON.stringify(first).includes(id), JSON.stringify(first))
    const more = waiter.xReadGroup('g', 'c', { key: 's', id: '>' }, { BLOCK: 0 })
    await waitFor('somebody is blocked', () => blocked(1))
    const second = await redis.xAdd('s', '*', { f: 'w' })
    assert.ok(JSON.stringify(await more).includes(second))
    assert.equal((await redis.xPending('s', 'g')).pending, 2)
    assert.equal(await redis.xAck('s', 'g', [id, second]), 2)
    assert.equal((await redis.xInfoGroups('s'))[0].name, 'g')
    assert.equal((await redis.xInfoStream('s')).length, 2)
  })
  step('waits for lists', async () => {
    const waiter = await connect(version)
    const pop = waiter.blPop(['l', 'm'], 0)
    await waitFor('somebody is blocked', () => blocked(1))
    await redis.rPush('m', 'x')
    assert.deepEqual({ ...(await pop) }, { key: 'm', element: 'x' })
    assert.equal(await waiter.blPop('l', 0.01), null)
    const min = waiter.bzPopMin('bz', 0)
    await waitFor('somebody is blocked', () => blocked(1))
    await redis.zAdd('bz', { score: 1.5, value: 'm' })
    assert.deepEqual({ ...(await min) }, { key: 'bz', value: 'm', score: 1.5 })
  })
  step('publishes', async () => {
    const listener = await connect(version)
    const heard = []
    await listener.subscribe('c', (message, channel) => heard.push([channel, message]))
    await listener.pSubscribe('p*', (message, channel) => heard.push([channel, message]))
    assert.equal(await redis.publish('c', 'hello'), 1)
    assert.equal(await redis.publish('pq', 'x'), 1)
    await waitFor('two messages', () => heard.length === 2)
    assert.deepEqual(heard, [['c', 'hello'], ['pq', 'x']])
    await listener.unsubscribe()
    await listener.pUnsubscribe()
  })
  step('makes transactions', async () => {
    assert.deepEqual([...(await redis.multi().set('t', '1').incr('t').exec())], ['OK', 2])
    const other = await connect(version)
    await other.watch('t')
    await redis.set('t', '9')
    await assert.rejects(other.multi().incr('t').exec(), /watched keys/i)
    const pushed = await Promise.all([...Array(1000)].map((_, i) => redis.rPush('many', `${i}`)))
    assert.equal(pushed[999], 1000)
  })
  step('runs scripts', async () => {
    assert.equal(
      await redis.eval("return redis.call('INCRBY', KEYS[1], ARGV[1])", { keys: ['d'], arguments: ['2'] }), 2)
    await assert.rejects(redis.evalSha('0'.repeat(40)), /NOSCRIPT/)
    const seen = []
    for await (const keys of redis.scanIterator({ MATCH: 'm*' })) seen.push(...[].concat(keys))
    assert.deepEqual(seen, ['many'])
  })
}

run(steps, () => Promise.all(clients.map(client => client.close())))
