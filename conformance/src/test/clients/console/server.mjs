// Talks to the server beside the browser: the API, and the two protocols, as programs would.
import { connect } from 'node:net';
import { check } from './browser.mjs';

export class Api {
  constructor(base) {
    this.base = base;
  }

  async call(method, path, body, headers = {}) {
    if (method !== 'GET') {
      this.csrf ??= (await (await fetch(`${this.base}api/v1/session`)).json()).csrf;
      headers['X-Haulm-Csrf'] = this.csrf;
      headers['Origin'] = new URL(this.base).origin;
    }
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const answer = await fetch(`${this.base}api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    check(answer.ok, `${method} ${path} gave ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }

  /** Runs an operation to its end. */
  async operate(request) {
    let now = await this.call('POST', '/operations', { dryRun: false, ...request });
    while (now.state === 'running') {
      await new Promise((done) => setTimeout(done, 100));
      now = await this.call('GET', `/operations/${now.id}`);
    }
    check(now.state === 'done', `the operation ended as ${now.state}: ${now.message}`);
    return now;
  }
}

/** Sends everything at once, and resolves when that many answers, told apart by the pattern, are there. */
function exchange(port, text, pattern, count) {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1');
    let got = '';
    socket.on('data', (part) => {
      got += part;
      if ((got.match(pattern) ?? []).length >= count) {
        socket.end();
        resolve(got);
      }
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`the line was closed after: ${got.slice(-200)}`)));
    socket.write(text);
  });
}

/** Puts many jobs over the beanstalkd protocol. */
export function putMany(port, tube, count) {
  const puts = Array.from({ length: count }, (_, index) => {
    const body = JSON.stringify({ number: index });
    return `put 1024 0 60 ${body.length}\r\n${body}\r\n`;
  });
  return exchange(port, `use ${tube}\r\n${puts.join('')}`, /INSERTED \d+\r\n/g, count);
}

/** Runs Redis commands, each a list of words; resolves to the raw answers. */
export function redis(port, commands) {
  const text = commands
    .map((words) => `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`)
    .join('');
  // An echo at the end says that all before it has been answered.
  const end = '*2\r\n$4\r\nECHO\r\n$8\r\nthe-end!\r\n';
  return exchange(port, text + end, /the-end!/g, 1);
}
