import { mergeConfig } from 'vitest/config';
import base from './vite.config';

// Apart from vite.config.ts, which is a source of the bundle: this only concerns the tests. A busy machine may pause.
export default mergeConfig(base, { test: { testTimeout: 60_000 } });
