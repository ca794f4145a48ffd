// What people come to the console for, done in a real browser against a real server.
//
//   node flows.mjs BASE BEANSTALK_PORT REDIS_PORT
import { check, launch, open, steps, visit } from './browser.mjs';
import { Api, putMany, redis } from './server.mjs';

const [base, beanstalkPort, redisPort] = process.argv.slice(2);
const MANY = 10_000;
const api = new Api(base);
const browser = await launch();
const { page, wrong } = await open(browser);
const button = (name) => page.getByRole('button', { name, exact: true });
const drawer = page.locator('aside.drawer');
const tray = page.locator('.tray');

async function noComplaints() {
  check(wrong.length === 0, wrong.join('\n'));
}

/** Two keys in a row, again if there was so long between them that the second meant nothing. */
async function sequence(first, second, shown) {
  for (let tries = 0; tries < 5 && !(await shown.isVisible()); tries++) {
    await page.keyboard.press(first);
    await page.keyboard.press(second);
    await shown.waitFor({ timeout: 5_000 }).catch(() => {});
  }
  await shown.waitFor();
}

async function openRow(text) {
  await page.locator('tbody tr', { hasText: text }).first().click();
  await drawer.waitFor();
}

async function chooseAction(name) {
  await button('Actions').click();
  await page.getByRole('menuitem', { name }).click();
}

/** The tab of a state, with its count as it is shown. */
const tab = (state, count) => page.locator('nav.tabs a', { hasText: new RegExp(`${state}\\s*${count}$`) });

const EVERYTHING = [
  ['puts a job and watches it appear', async () => {
    await visit(page, base, '#/tubes');
    await button('Put a job').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tube').fill('console-mail');
    await dialog.getByLabel('Payload').fill('{"customer":{"id":306},"note":"olá 上海"}');
    await dialog.getByRole('button', { name: 'Put', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Filter tubes' }).fill('console-mail');
    await page.locator('tbody tr', { hasText: 'console-mail' }).waitFor();
    await page.getByRole('link', { name: 'console-mail' }).click();
    await page.locator('tbody tr', { hasText: '306' }).waitFor();
    await noComplaints();
  }],
  ['buries it', async () => {
    await openRow('306');
    await drawer.getByRole('button', { name: 'Bury' }).click();
    await drawer.locator('.mark.buried').waitFor();
    await drawer.getByText('Buried', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  }],
  ['finds it by a field of its payload', async () => {
    await visit(page, base, '#/jobs');
    await page.getByRole('combobox', { name: 'Filter' }).fill('state:buried body.customer.id:306');
    await page.keyboard.press('Enter');
    await page.getByText('1 found').waitFor();
    check((await page.locator('tbody tr').count()) === 1, 'one job has this payload');
  }],
  ['retries it', async () => {
    await openRow('306');
    await drawer.getByRole('button', { name: 'Retry' }).click();
    await drawer.locator('.mark.ready').waitFor();
    await page.keyboard.press('Escape');
  }],
  ['edits it and runs the edited one', async () => {
    await api.operate({ kind: 'bury', q: 'tube:console-mail' });
    await visit(page, base, '#/tubes/console-mail?tab=buried');
    await openRow('306');
    await drawer.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('dialog').getByLabel('Payload').fill('{"customer":{"id":307}}');
    await page.getByRole('dialog').getByRole('button', { name: 'Save and retry' }).click();
    await drawer.locator('.mark.ready').waitFor();
    await drawer.getByText('307').waitFor();
    await page.keyboard.press('Escape');
  }],
  ['deletes it and takes that back', async () => {
    await visit(page, base, '#/tubes/console-mail');
    await openRow('307');
    await drawer.getByRole('button', { name: 'Delete' }).click();
    await button('Undo').click();
    await page.getByText('1 job is back').waitFor();
    await noComplaints();
  }],
  [`kicks ${MANY} with progress`, async () => {
    await putMany(beanstalkPort, 'console-bulk', MANY);
    await api.operate({ kind: 'bury', q: 'tube:console-bulk', confirm: 'console-bulk' });
    await visit(page, base, '#/tubes/console-bulk?tab=buried');
    await tab('Buried', '10,000').waitFor();
    await chooseAction('Kick all buried');
    await page.getByRole('heading', { name: 'Kick 10,000 jobs' }).waitFor();
    await button('Kick').click();
    await tray.getByText(/Kick(ing|ed) [\d,]+/).waitFor();
    await tray.getByText('Kicked 10,000 jobs').waitFor();
    await tab('Ready', '10,000').waitFor();
    await noComplaints();
  }],
  ['purges, and undoes the purge', async () => {
    await chooseAction('Purge…');
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Purge', exact: true });
    check(await confirm.isDisabled(), 'a purge waits until the name is typed');
    await page.getByLabel('Type “console-bulk” to go on').fill('console-bulk');
    await confirm.click();
    await tray.getByText('Purged 10,000 jobs').waitFor();
    await tray.getByRole('button', { name: 'Undo' }).first().click();
    await page.getByText('10,000 jobs are back').waitFor();
    await tab('Ready', '10,000').waitFor();
    await noComplaints();
  }],
  ['steers by the keyboard alone', async () => {
    await visit(page, base, '#/');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('console-mail');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'console-mail' }).waitFor();
    await page.locator('tbody tr').first().focus();
    await page.keyboard.press('Enter');
    await drawer.waitFor();
    await page.keyboard.press('Escape');
    await sequence('g', 's', page.getByRole('heading', { name: 'Streams' }));
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await noComplaints();
  }],
  ['claims a pending entry of a stream', async () => {
    await redis(redisPort, [
      ['XADD', 'console:orders', '*', 'order', '17'],
      ['XGROUP', 'CREATE', 'console:orders', 'warehouse', '0'],
      ['XREADGROUP', 'GROUP', 'warehouse', 'anna', 'COUNT', '1', 'STREAMS', 'console:orders', '>'],
    ]);
    const key64 = Buffer.from('console:orders').toString('base64url');
    await visit(page, base, `#/streams/0/${key64}?tab=groups&group=warehouse`);
    await claimFirst('bert');
    const pending = await api.call('GET', `/streams/0/${key64}/groups/warehouse/pending`);
    check(pending.items[0]?.consumer.text === 'bert', `the entry is ${JSON.stringify(pending.items[0])}`);
    await noComplaints();
  }],
  ['lets a viewer look and refuses the rest', async () => {
    await api.call('POST', '/users', { name: 'root', password: 'a long enough word', role: 'admin', tubes: ['*'] });
    await visitLoggedOut();
    await logIn('root', 'a long enough word');
    const made = await change('/users', { name: 'eva', password: 'another long word', role: 'viewer', tubes: ['*'] });
    check(made < 300, `making a user gave ${made}`);
    await button('root').click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await logIn('eva', 'another long word');
    await visit(page, base, '#/tubes/console-bulk');
    await page.locator('tbody tr').first().waitFor();
    check((await button('Actions').count()) === 0, 'a viewer is offered no actions');
    const status = await change('/tubes/console-bulk/pause', { pauseMillis: 1000 });
    check(status === 403, `pausing as a viewer gave ${status}`);
  }],
];

async function claimFirst(consumer) {
  await page.locator('tbody tr').first().getByRole('checkbox').click();
  await button('Claim for…').click();
  await page.getByRole('dialog').getByLabel('Consumer').fill(consumer);
  await page.getByRole('dialog').getByRole('button', { name: 'Claim', exact: true }).click();
  await page.locator('tbody tr', { hasText: consumer }).waitFor();
}

async function visitLoggedOut() {
  await page.goto(base);
  await page.reload();
  await page.getByLabel('Password').waitFor();
}

async function logIn(name, password) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await button('Log in').click();
  await button(name).waitFor();
}

/** A changing call from within the page, with its cookie and its CSRF token; resolves to the status. */
function change(path, body) {
  return page.evaluate(
    async ([path, body]) => {
      const { csrf } = await (await fetch('api/v1/session')).json();
      const headers = { 'Content-Type': 'application/json', 'X-Haulm-Csrf': csrf };
      const answer = await fetch(`api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
      return answer.status;
    },
    [path, body],
  );
}

await steps(browser, EVERYTHING);
