import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { mockServer } from './mock/plugin';

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
    cssCodeSplit: true,
    rollupOptions: {
      output: {
        // Parts that are always used together travel together.
        experimentalMinChunkSize: 2_500,
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: ({ name }) => `assets/${plain(name)}-[hash].js`,
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  test: { include: ['test/**/*.test.ts'], environment: 'node' },
});
