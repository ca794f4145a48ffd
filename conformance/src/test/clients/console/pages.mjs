// Every page, in light and dark, wide and narrow, in three languages: no error, no refused policy, and
// axe-core finds nothing.
//
//   [HAULM_TUBE=NAME] node pages.mjs BASE [FOLDER FOR PICTURES]
import { mkdirSync } from 'node:fs';
import { launch, open, visit, violations } from './browser.mjs';

const [base, folder] = process.argv.slice(2);
/** The tube that is looked at; what prepares the server fills it. */
const TUBE = process.env.HAULM_TUBE ?? 'exports.csv';
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
  job: '#/jobs?q=state:buried&job=FIRST',
  failures: '#/failures',
  streams: '#/streams',
  keys: '#/keys',
  workers: '#/workers',
  schedules: '#/schedules',
  workflows: '#/workflows',
  terminal: '#/terminal',
  audit: '#/audit',
  settings: '#/settings',
  nowhere: '#/no/such/page',
};
// Colours and words change what axe sees; the width changes the layout. Each pair is tried once with all.
const LOOKS = [
  { theme: 'light', width: 1440, language: 'en' },
  { theme: 'dark', width: 1440, language: 'pt-BR' },
  { theme: 'light', width: 390, language: 'zh-CN' },
  { theme: 'dark', width: 390, language: 'en' },
  { theme: 'light', width: 390, language: 'pt-BR' },
  { theme: 'dark', width: 1440, language: 'zh-CN' },
];

async function aBuriedJob() {
  const answer = await fetch(`${base}api/v1/jobs?q=state:buried&limit=1`);
  return (await answer.json()).items[0]?.id ?? 1;
}

async function sidewaysBy(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

const browser = await launch();
const job = await aBuriedJob();
let failures = 0;
if (folder) mkdirSync(folder, { recursive: true });
for (const look of LOOKS) {
  const { page, context, wrong } = await open(browser, look);
  const name = `${look.theme}-${look.width}-${look.language}`;
  for (const [id, hash] of Object.entries(PAGES)) {
    const found = [];
    try {
      await visit(page, base, hash.replace('FIRST', job));
      // Charts and lists come after the head; the network is never idle, because events stream in.
      await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'));
      await page.waitForTimeout(400);
      found.push(...(await violations(page)));
      const sideways = await sidewaysBy(page);
      if (sideways > 0) found.push(`the page is ${sideways} px wider than the window`);
      if (folder) await page.screenshot({ path: `${folder}/${id}-${name}.png` });
    } catch (failure) {
      found.push(String(failure).split('\n')[0]);
    }
    found.push(...wrong.splice(0));
    failures += found.length;
    for (const line of found) console.log(`${id} ${name}: ${line}`);
  }
  await context.close();
  if (failures === 0) console.log(`ok ${name}`);
}
await browser.close();
process.exitCode = failures === 0 ? 0 : 1;
