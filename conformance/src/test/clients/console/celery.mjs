// What people see of Celery in the console, and what they put right there, with real workers behind it.
//
//   node celery.mjs BASE REDIS_PORT FILE_THAT_MENDS
import { writeFileSync } from 'node:fs';
import { check, launch, open, steps, visit } from './browser.mjs';
import { Api, redis } from './server.mjs';

const [base, redisPort, mended] = process.argv.slice(2);
const FAILED = 'ConnectionError: the gateway refused order <n>';
const api = new Api(base);
const browser = await launch();
const { page, wrong } = await open(browser);
const drawer = page.locator('aside.drawer');
const button = (name) => page.getByRole('button', { name, exact: true });
const dialog = page.getByRole('dialog');

/** Asks until the answer is as it shall be. */
async function until(path, isSo) {
  for (;;) {
    const answer = await api.call('GET', path);
    if (isSo(answer)) return answer;
    await new Promise((done) => setTimeout(done, 100));
  }
}

const workflow = (answer, ...tasks) =>
  answer.items.find((each) => [each.name, ...each.tasks].join() === tasks.join());
const CHAIN = ['shop.charge', 'shop.invoice'];
const CHORD = ['shop.price', 'shop.total', 'shop.invoice'];

async function noComplaints() {
  check(wrong.length === 0, wrong.join('\n'));
}

await steps(browser, [
  ['lists the workers with their load', async () => {
    await until('/workers', ({ celery }) => celery.length === 2 && celery.every((each) => each.processed > 0));
    await visit(page, base, '#/workers');
    const python = page.getByRole('listitem').filter({ hasText: 'py-celery' });
    await python.getByText('online').waitFor();
    await python.getByText('Queues: shop').waitFor();
    await python.getByText('Load', { exact: true }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'haulm-tasks' }).getByText('Queues: java').waitFor();
    await noComplaints();
  }],
  ['groups failed tasks under what was thrown, with the traceback', async () => {
    await until('/failures', ({ items }) => items.some((each) => each.error === FAILED && each.count === 4));
    await visit(page, base, '#/failures');
    await page.getByText('IllegalStateException: no stock of sku <n>').waitFor();
    await page.getByRole('link', { name: FAILED }).click();
    await drawer.getByRole('region', { name: 'Traceback' }).getByText('in charge').waitFor();
    await noComplaints();
  }],
  ['shows a chain as a graph, and where it is stuck', async () => {
    const { rootId } = workflow(await until('/workflows', (all) => workflow(all, ...CHAIN)), ...CHAIN);
    await visit(page, base, '#/workflows');
    await page.locator('tbody tr', { hasText: 'shop.charge' }).getByRole('link').click();
    await page.waitForURL((url) => url.href.includes(rootId));
    await page.getByText('Stuck: shop.invoice waits for what failed').waitFor();
    check((await page.locator('.graph li').count()) === 2, 'a step that was not called yet is shown, too');
    await noComplaints();
  }],
  ['calls the failed step again, and the chain goes on', async () => {
    writeFileSync(mended, '');
    await page.locator('.graph').getByText('shop.charge').click();
    await drawer.getByText('Call again', { exact: true }).click();
    await dialog.getByText('The same arguments go to the queue “shop” under a new id.').waitFor();
    await dialog.getByRole('button', { name: 'Call again' }).click();
    await page.getByText('shop.charge was called again').waitFor();
    await drawer.locator('.mark.succeeded').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.mark.done').first().waitFor();
    check((await page.locator('.graph li').count()) === 3, 'the first call is still there');
    await noComplaints();
  }],
  ['calls a whole group of failures again', async () => {
    await visit(page, base, '#/failures');
    await page.getByRole('link', { name: FAILED }).click();
    await drawer.getByText('Call the group again').click();
    await dialog.getByRole('heading', { name: 'Call 3 tasks again' }).waitFor();
    await dialog.getByRole('button', { name: 'Call again' }).click();
    await page.getByText('3 tasks were called again').waitFor();
    await noComplaints();
  }],
  ['shows a chord within a chain', async () => {
    const flow = workflow(await until('/workflows', (all) => workflow(all, ...CHORD)?.state === 'done'), ...CHORD);
    check(flow.total === 5, `it has ${flow.total} tasks`);
    await visit(page, base, `#/workflows/${flow.rootId}`);
    await page.locator('.graph li').nth(4).waitFor();
    check((await page.locator('.graph > svg path').count()) === 5, 'the chord waits for both of its members');
    await noComplaints();
  }],
  ['says why it cannot call what it has not seen', async () => {
    const body = JSON.stringify([
      { type: 'task-failed', uuid: 'stranger', exception: "KeyError('stranger danger')", traceback: '', timestamp: Date.now() / 1000 },
    ]);
    await redis(redisPort, [['PUBLISH', '/0.celeryev/task.multi', JSON.stringify({ body, properties: {} })]]);
    await until('/failures', ({ items }) => items.some((each) => each.error.includes('stranger')));
    await visit(page, base, '#/failures?task=stranger');
    await drawer.getByText('Not known in full').waitFor();
    check(await drawer.getByText('Call again', { exact: true }).isDisabled(), 'it cannot be called');
    await noComplaints();
  }],
  ['shows a schedule with its next run', async () => {
    await visit(page, base, '#/schedules');
    const hourly = page.locator('tr, li').filter({ hasText: 'stock-hourly' });
    await hourly.getByText('every 1h').first().waitFor();
    await hourly.getByText(/in \d/).first().waitFor();
    await page.getByText('every day at 03:00').first().waitFor();
    await noComplaints();
  }],
]);
