// What every script about the console needs: a browser, and a page that notes every complaint.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function launch() {
  const executablePath = BROWSERS.find((path) => existsSync(path));
  if (!executablePath) throw new Error('no Chromium here; Debian calls it "chromium"');
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/** A page of its own, and the list of what went wrong in it: errors, refused policies, failed calls. */
export async function open(browser, { theme = 'light', width = 1440, language = 'en', allowed = [] } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : 900 },
    locale: language,
    colorScheme: theme,
    reducedMotion: 'reduce',
    timezoneId: 'Europe/Lisbon',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const wrong = [];
  const note = (text) => {
    if (!allowed.some((pattern) => pattern.test(text))) wrong.push(text);
  };
  page.on('pageerror', (error) => note(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') note(`console: ${message.text()} ${message.location().url}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`policy ${event.violatedDirective} refused ${event.blockedURI} ${event.sample}`),
    );
  });
  return { page, context, wrong };
}

/** Goes to a view, and waits until the counters are live and the page has its head. */
export async function visit(page, base, hash) {
  await page.goto(`${base}${hash}`);
  await page.locator('main h1, main h2').first().waitFor();
}

/** What axe-core finds, as lines. Run through the debugger's protocol, which no policy of the page forbids. */
export async function violations(page) {
  // Once for each document.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE + '; undefined');
  const found = await page.evaluate((values) => window.axe.run({ runOnly: values, resultTypes: ['violations'] }), WCAG);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ target, failureSummary }) => `axe ${id}: ${target.join(' ')} ${(failureSummary ?? '').split('\n')[1]?.trim() ?? ''}`),
  );
}

/** Runs named steps one after the other; prints "ok NAME" for each, and ends at the first surprise. */
export async function steps(browser, list) {
  try {
    for (const [name, step] of list) {
      await step();
      console.log(`ok ${name}`);
    }
  } catch (failure) {
    console.log(`FAILED ${String(failure?.stack ?? failure)}`);
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

export function check(claim, what) {
  if (!claim) throw new Error(what);
}
