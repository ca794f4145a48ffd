/** Payloads of the kinds that real queues hold. */
import { between, pick } from './random';

const CITIES = ['Lisboa', 'São Paulo', '上海', 'København', 'Montréal', 'Kraków'];
const COUNTRIES = ['PT', 'BR', 'CN', 'DK', 'CA', 'PL'];
const SKUS = ['abc-100', 'abc-220', 'kit-7', 'led-24v', 'tea-09', 'hub-usb4'];
const ERRORS = [
  ['SMTPServerDisconnected: Connection unexpectedly closed', 'mail/smtp.py:118 in send'],
  ['HTTP 503 from https://api.payments.example/charges', 'billing/gateway.rb:64 in charge'],
  ["KeyError: 'shipping_address'", 'orders/import.py:211 in normalise'],
  ['java.net.SocketTimeoutException: Read timed out', 'SearchIndexer.java:88'],
  ['ffmpeg exited with 137 (out of memory)', 'video/transcode.go:302'],
] as const;

function order() {
  const place = between(0, CITIES.length - 1);
  return {
    order: `EU-${between(100000, 999999)}`,
    customer: {
      id: between(1, 400),
      email: `person${between(1, 900)}@example.com`,
      address: { city: CITIES[place], country: COUNTRIES[place], zip: String(between(1000, 99999)) },
    },
    items: Array.from({ length: between(1, 4) }, () => ({
      sku: pick(SKUS),
      quantity: between(1, 5),
      price: between(199, 9900) / 100,
    })),
    currency: pick(['EUR', 'BRL', 'CNY']),
    express: between(0, 1) === 1,
    note: null,
  };
}

function mail() {
  return {
    template: pick(['welcome', 'receipt', 'password-reset', 'digest']),
    to: `person${between(1, 900)}@example.com`,
    customer: { id: between(1, 400) },
    locale: pick(['en', 'pt-BR', 'zh-CN']),
    attempts: between(0, 5),
  };
}

function celery(task: string): string {
  const id = `${between(1e7, 9e7).toString(16)}-4c1e-4a0b-9a${between(10, 99)}-${between(1e11, 9e11).toString(16)}`;
  return JSON.stringify({
    body: Buffer.from(JSON.stringify([[between(1, 500)], {}, {}])).toString('base64'),
    headers: { lang: 'py', task, id, retries: between(0, 3), origin: 'gen12@web-2' },
    properties: { delivery_tag: id, priority: 0 },
  });
}

function php(): string {
  const mailTo = `person${between(1, 99)}@example.com`;
  return `a:3:{s:3:"job";s:24:"App\\Jobs\\SendInvoiceMail";s:7:"attempt";i:${between(1, 4)};s:4:"data";a:2:{s:2:"to";s:${mailTo.length}:"${mailTo}";s:7:"express";b:1;}}`;
}

/** A body that fits the tube's name; with an error when the job failed. */
export function bodyFor(tube: string, failed: boolean): Buffer {
  if (tube.startsWith('legacy')) return Buffer.from(php());
  if (tube === 'celery') return Buffer.from(celery(pick(['shop.tasks.sync', 'shop.tasks.mail'])));
  if (tube === 'ml.features')
    // pickle.dumps({'user': 7, 'scores': [0.5, 1.5]}, 4)
    return Buffer.from(
      '80049526000000000000007d94288c0475736572944b078c0673636f726573945d9428473fe0000000000000473ff800000000000065752e',
      'hex',
    );
  if (tube === 'telemetry.raw')
    return Buffer.from(Array.from({ length: 96 }, () => between(0, 255)));
  const content: Record<string, unknown> = /mail|sms|push/.test(tube) ? mail() : order();
  if (failed) {
    const [error, frame] = pick(ERRORS);
    Object.assign(content, { error, frame });
  }
  return Buffer.from(JSON.stringify(content));
}

export { ERRORS };
