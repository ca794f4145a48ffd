import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { mockServer } from './mock/plugin';

/**
 * Pages that people go to and fro between travel together, and so do the parts that most pages share: fewer and
 * larger files pack better than fifty small ones. What the first page needs stays in the entry.
 */
const TOGETHER: readonly [string, RegExp][] = [
  ['uplot', /uplot/],
  ['charts', /src\/components\/(Chart|ChartFrame|DepthCharts|HeatMap)\.svelte/],
  [
    'overlays',
    /src\/components\/(Palette|Help|AskDialog|OperationTray|PutDialog|PauseDialog|JsonTree|TextValue|Drawer)\.svelte|src\/lib\/(rank|tubeActions|filter)/,
  ],
  ['queues', /src\/pages\/(tubes|tube|jobs|job)\/|src\/pages\/failures\/Failures|src\/components\/jobs|src\/lib\/(php|pickle|jobs\.svelte)/],
  ['data', /src\/pages\/(streams|keys|terminal)\/|src\/lib\/(base64|shown)/],
  ['work', /src\/pages\/(workers|schedules|workflows)\/|src\/lib\/cron/],
  ['server', /src\/pages\/(audit|settings)\/|src\/pages\/login\/(Login|LoginForm|SetupForm|Entry)\./],
  ['base', /node_modules\/|src\/(lib|components)\/|src\/pages\/(registry|overview|failures)|preload-helper/],
];

/** A chunk's name without dots, which the server takes for the start of an extension. */
const plain = (name: string) => name.replace(/\W+/g, '-');

// Every address in the bundle is relative, so that the console works under any sub-path of a proxy.
export default defineConfig({
  base: './',
  plugins: [svelte(), mockServer()],
  json: { stringify: false, namedExports: false },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Read by scripts/stamp.mjs, which takes it away.
    manifest: 'manifest.json',
    cssCodeSplit: false,
    rollupOptions: {
      output: {
        // Parts that are always used together travel together.
        experimentalMinChunkSize: 2_500,
        manualChunks: (id) => TOGETHER.find(([, pattern]) => pattern.test(id))?.[0],
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: ({ name }) => `assets/${plain(name)}-[hash].js`,
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
