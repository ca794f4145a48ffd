// Every page, in light and dark, wide and narrow, in three languages: no error, no refused policy, and
// axe-core finds nothing. A page is loaded once for each language; theme and width change while it is open.
//
//   [HAULM_TUBE=NAME] node pages.mjs BASE [FOLDER FOR PICTURES]
import { mkdirSync } from 'node:fs';
import { launch, open, visit, violations } from './browser.mjs';

const [base, folder] = process.argv.slice(2);
/** The tube that is looked at; what prepares the server fills it. */
const TUBE = process.env.HAULM_TUBE ?? 'exports.csv';
const ORDERS = Buffer.from('orders').toString('base64url');
const PAGES = {
  overview: '#/',
  tubes: '#/tubes',
  tree: '#/tubes?view=tree',
  tube: `#/tubes/${TUBE}?tab=buried`,
  charts: `#/tubes/${TUBE}?tab=charts`,
  'tube-workers': `#/tubes/${TUBE}?tab=workers`,
  'tube-settings': `#/tubes/${TUBE}?tab=settings`,
  jobs: '#/jobs?q=state:buried',
  'wrong-filter': '#/jobs?q=stat:buried',
  job: '#/jobs?q=state:buried&job=JOB',
  failures: '#/failures',
  failure: '#/failures?open=FAILURE',
  task: '#/failures?task=TASK',
  streams: '#/streams',
  stream: `#/streams/0/${ORDERS}`,
  group: `#/streams/0/${ORDERS}?tab=groups&group=warehouse`,
  keys: '#/keys',
  workers: '#/workers',
  schedules: '#/schedules',
  workflows: '#/workflows',
  workflow: '#/workflows/FLOW',
  terminal: '#/terminal',
  audit: '#/audit',
  settings: '#/settings',
  nowhere: '#/no/such/page',
};
const WIDE = 1440;
const NARROW = 390;
const LANGUAGES = ['en', 'pt-BR', 'zh-CN'];
/** A picture costs as much as a look at it: all looks of one language, and a few of the others. */
const PICTURED = new Set(['dark-1440-pt-BR', 'light-390-pt-BR', 'light-1440-zh-CN', 'dark-390-zh-CN']);
// Each look differs from the one before it in one thing. What is first is how the page was loaded.
const LOOKS = [
  { theme: 'light', width: WIDE },
  { theme: 'dark', width: WIDE },
  { theme: 'dark', width: NARROW },
  { theme: 'light', width: NARROW },
];

async function first(path, fits = () => true) {
  const answer = await fetch(`${base}api/v1${path}`);
  return (await answer.json()).items.find(fits);
}

/** What the addresses above leave open. */
async function openPlaces() {
  const failure = await first('/failures', ({ source }) => source === 'celery');
  return {
    JOB: (await first('/jobs?q=state:buried&limit=1'))?.id ?? 1,
    FAILURE: failure?.fingerprint ?? 'none',
    TASK: failure?.sampleIds[0] ?? 'none',
    FLOW: (await first('/workflows'))?.rootId ?? 'none',
  };
}

function sidewaysBy(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** Charts and lists come after the head; the network is never idle, because events stream in. */
function settled(page) {
  return page.waitForFunction(
    () =>
      !document.querySelector('[aria-busy="true"]') &&
      // Nothing was drawn for a while: what follows a change of width or theme is done.
      new Promise((done) => setTimeout(() => requestAnimationFrame(() => done(true)), 60)),
  );
}

async function look(page, id, { theme, width }, name) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await page.setViewportSize({ width, height: width === WIDE ? 900 : 844 });
  await settled(page);
  const found = await violations(page);
  const sideways = await sidewaysBy(page);
  if (sideways > 0) found.push(`the page is ${sideways} px wider than the window`);
  if (folder && (name.endsWith('-en') || PICTURED.has(name))) await page.screenshot({ path: `${folder}/${id}-${name}.png` });
  return found;
}

/** All pages in one language; resolves to what was wrong, by the name of the look. */
async function inLanguage(browser, language, places) {
  // Half of the languages begin narrow and become wide, as a telephone that is turned.
  const looks = language === 'pt-BR' ? LOOKS.toReversed() : LOOKS;
  const { page, context, wrong } = await open(browser, { ...looks[0], language });
  const all = new Map(LOOKS.map(({ theme, width }) => [`${theme}-${width}-${language}`, []]));
  for (const [id, hash] of Object.entries(PAGES)) {
    await page.setViewportSize({ width: looks[0].width, height: 900 });
    const address = Object.entries(places).reduce((text, [name, value]) => text.replace(name, value), hash);
    for (const [index, each] of looks.entries()) {
      const name = `${each.theme}-${each.width}-${language}`;
      try {
        if (index === 0) await visit(page, base, address);
        all.get(name).push(...(await look(page, id, each, name)).map((line) => `${id}: ${line}`));
      } catch (failure) {
        all.get(name).push(`${id}: ${String(failure).split('\n')[0]}`);
      }
      all.get(name).push(...wrong.splice(0).map((line) => `${id}: ${line}`));
    }
  }
  await context.close();
  return all;
}

const browser = await launch();
if (folder) mkdirSync(folder, { recursive: true });
const known = await openPlaces();
for (const language of LANGUAGES) {
  for (const [name, found] of await inLanguage(browser, language, known)) {
    console.log(found.length === 0 ? `ok ${name}` : found.map((line) => `${name} ${line}`).join('\n'));
    if (found.length > 0) process.exitCode = 1;
  }
}
await browser.close();
