import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { mockServer } from './mock/plugin';

/** A chunk's name without dots, which the server takes for the start of an extension. */
const plain = (name: string) => name.replace(/\W+/g, '-');

/** What is used together travels together: a few chunks pack better than many small ones. */
const CHUNKS: [name: string, parts: RegExp][] = [
  ['plot', /uplot|lib\/plot\./],
  ['charts', /components\/(Chart|ChartFrame|HeatMap|DepthCharts)\.|lib\/(series|colour|drawing|sketch|ticks)\./],
  ['overview', /pages\/overview\/|failures\/(FailureList|titles)\./],
  ['queues', /pages\/(tubes?|jobs?|failures)\/|components\/(jobs\/|Put|Pause|Limit)|lib\/(php|pickle|jobs|watch|filter|limits|tubeActions|operations)\./],
  ['queues', /components\/(AskDialog|OperationTray)/],
  ['data', /pages\/(streams|keys|terminal)\//],
  ['tasks', /workflows\/(again|TaskFailure)\./],
  ['parts', /components\/(JsonTree|TextValue|Drawer|SearchField|Toolbar)\.|lib\/(shown|duration)\./],
  ['work', /components\/TaskState\.|lib\/cron\.|pages\/(workers|schedules|workflows)\//],
  ['server', /pages\/(audit|settings|login\/Login|login\/Setup)|components\/(PasswordDialog|FormDialog)\./],
  ['search', /components\/(Palette|Help)\.|lib\/rank/],
  ['ui', /node_modules\/(svelte|esm-env|clsx)|src\/(lib|components)\//],
];

function chunkOf(id: string): string | undefined {
  return CHUNKS.find(([, parts]) => parts.test(id))?.[0];
}

// Every address in the bundle is relative, so that the console works under any sub-path of a proxy.
export default defineConfig({
  base: './',
  plugins: [svelte(), mockServer()],
  json: { stringify: false, namedExports: false },
  build: {
    target: 'es2023',
    minify: 'terser',
    terserOptions: { compress: { passes: 2 }, format: { comments: false } },
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Read by scripts/stamp.mjs, which takes it away.
    manifest: 'manifest.json',
    cssCodeSplit: true,
    rollupOptions: {
      output: {
        manualChunks: chunkOf,
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: ({ name }) => `assets/${plain(name)}-[hash].js`,
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
