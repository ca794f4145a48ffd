// Ends a build: packs the files, and writes dist/stamp.json, by which a test without Node sees whether the
// bundle was built from these sources, whether somebody changed it by hand, and what a first visit loads.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const SOURCES = [
  'index.html',
  'package-lock.json',
  'package.json',
  'public',
  'scripts',
  'src',
  'svelte.config.js',
  'tsconfig.json',
  'vite.config.ts',
];
/** Java's tests; no part of the bundle. */
const NO_SOURCE = 'src/test';
/** What a first visit loads: the entry, the overview, its words, and what follows by itself: charts, all words. */
const FIRST_VISIT = ['index.html', 'overview', 'charts', 'src/i18n/en/core.ts', 'src/i18n/en/rest.ts'];
const WORTH_PACKING = /\.(js|css|html|svg)$/;

function filesBelow(path) {
  if (path === NO_SOURCE) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesBelow(`${path}/${name}`));
}

/** A hash over names and contents; io.haulm.console.BundleTest computes the same one. */
function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    const content = readFileSync(file);
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function firstLoad() {
  const manifest = JSON.parse(readFileSync('dist/manifest.json', 'utf8'));
  const seen = new Set();
  const files = new Set(['index.html']);
  const visit = (name) => {
    if (seen.has(name)) return;
    seen.add(name);
    const chunk = manifest[name] ?? Object.values(manifest).find((each) => each.name === name);
    if (chunk === undefined) throw new Error(`the bundle has no chunk for ${name}`);
    files.add(chunk.file);
    chunk.css?.forEach((file) => files.add(file));
    chunk.imports?.forEach(visit);
  };
  FIRST_VISIT.forEach(visit);
  return [...files].sort();
}

const first = firstLoad();
rmSync('dist/manifest.json');
for (const file of filesBelow('dist').filter((name) => WORTH_PACKING.test(name))) {
  writeFileSync(`${file}.gz`, gzipSync(readFileSync(file), { level: 9 }));
}
const stamp = {
  sources: hashOf(SOURCES.flatMap(filesBelow)),
  bundle: hashOf(filesBelow('dist')),
  firstLoad: first,
};
writeFileSync(join('dist', 'stamp.json'), `${JSON.stringify(stamp, null, 2)}\n`);
