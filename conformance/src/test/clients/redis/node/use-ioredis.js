// What a program with ioredis does: node use-ioredis.js HOST PORT
'use strict'

const assert = require('node:assert/strict')
const Redis = require('ioredis')
const { run, waitFor, host, port } = require('./steps')

const clients = []
function connect () {
  const client = new Redis({ host, port, connectTimeout: 60000, maxRetriesPerRequest: 1 })
  clients.push(client)
  return client
}
const redis = connect()

const blocked = async count => {
  const info = await redis.info('clients')
  return info.includes(`blocked_clients:${count}\r\n`)
}

run({
  'keeps values': async () => {
    await redis.flushall()
    assert.equal(await redis.set('k', 'v', 'EX', 100), 'OK')
    assert.equal(await redis.get('k'), 'v')
    assert.deepEqual(await redis.mget('k', 'none'), ['v', null])
    assert.equal(await redis.incrby('n', 5), 5)
    await redis.hset('h', { a: 1, b: 2 })
    assert.deepEqual(await redis.hgetall('h'), { a: '1', b: '2' })
    await redis.zadd('z', 1, 'a', 2.5, 'b')
    assert.equal(Number(await redis.zscore('z', 'b')), 2.5)
    const binary = Buffer.from([0, 13, 10, 255])
    await redis.set('bin', binary)
    assert.deepEqual(await redis.getBuffer('bin'), binary)
  },
  'reads streams in groups': async () => {
    const id = await redis.xadd('s', '*', 'f', 'v')
    assert.equal(await redis.xgroup('CREATE', 's', 'g', '0'), 'OK')
    await assert.rejects(redis.xgroup('CREATE', 's', 'g', '0'), /BUSYGROUP/)
    const waiter = connect()
    const first = await waiter.xreadgroup('GROUP', 'g', 'c', 'COUNT', 5, 'STREAMS', 's', '>')
    assert.ok(JSON.stringify(first).includes(id), JSON.stringify(first))
    const more = waiter.xreadgroup('GROUP', 'g', 'c', 'BLOCK', 0, 'STREAMS', 's', '>')
    await waitFor('somebody is blocked', () => blocked(1))
    const second = await redis.xadd('s', '*', 'f', 'w')
    assert.ok(JSON.stringify(await more).includes(second))
    assert.equal((await redis.xpending('s', 'g'))[0], 2)
    assert.equal(await redis.xack('s', 'g', id, second), 2)
    const claimed = await redis.xautoclaim('s', 'g', 'd', 0, '0-0')
    assert.equal(claimed[0], '0-0')
  },
  'waits for lists': async () => {
    const waiter = connect()
    const pop = waiter.brpop('l', 'm', 0)
    await waitFor('somebody is blocked', () => blocked(1))
    await redis.lpush('m', 'x')
    assert.deepEqual(await pop, ['m', 'x'])
    assert.equal(await waiter.blpop('l', 0.01), null)
  },
  publishes: async () => {
    const listener = connect()
    const heard = []
    listener.on('message', (channel, message) => heard.push([channel, message]))
    listener.on('pmessage', (pattern, channel, message) => heard.push([pattern, channel, message]))
    assert.equal(await listener.subscribe('c'), 1)
    assert.equal(await listener.psubscribe('p*'), 2)
    assert.equal(await redis.publish('c', 'hello'), 1)
    assert.equal(await redis.publish('pq', 'x'), 1)
    await waitFor('two messages', () => heard.length === 2)
    assert.deepEqual(heard, [['c', 'hello'], ['p*', 'pq', 'x']])
  },
  'makes transactions': async () => {
    assert.deepEqual(await redis.multi().set('t', 1).incr('t').exec(), [[null, 'OK'], [null, 2]])
    const other = connect()
    await other.watch('t')
    await redis.set('t', 9)
    assert.equal(await other.multi().incr('t').exec(), null)
    const pipeline = redis.pipeline()
    for (let i = 0; i < 1000; i++) pipeline.rpush('many', i)
    assert.equal((await pipeline.exec())[999][1], 1000)
  },
  'runs scripts': async () => {
    redis.defineCommand('double', { numberOfKeys: 1, lua: "return redis.call('INCRBY', KEYS[1], 2)" })
    assert.equal(await redis.double('d'), 2)
    assert.equal(await redis.double('d'), 4)
    await assert.rejects(redis.evalsha('0'.repeat(40), 0), /NOSCRIPT/)
  }
}, () => Promise.all(clients.map(client => client.quit())))
