/**
 * A pretended Haulm server inside Vite's own, so that pages can be built and photographed without the
 * real one. `npm run dev` serves the sources, `npm run preview` the bundle with the real security headers.
 * With HAULM_SERVER=http://127.0.0.1:11380 both pass the API on to a real server instead.
 */
import type { Connect, Plugin } from 'vite';
import { answer } from './router';

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

function middleware(headers: boolean): Connect.NextHandleFunction {
  return (request, response, next) => {
    if (headers) response.setHeader('Content-Security-Policy', CSP);
    const url = new URL(request.url ?? '/', 'http://mock');
    if (!url.pathname.startsWith('/api/v1/')) return next();
    void answer(request, response, url.pathname.slice('/api/v1'.length), url.searchParams);
  };
}

async function start(): Promise<void> {
  await Promise.all([
    import('./routes/session'),
    import('./routes/tubes'),
    import('./routes/jobs'),
    import('./routes/operations'),
    import('./routes/overview'),
    import('./routes/failures'),
    import('./routes/events'),
    import('./routes/others'),
  ]);
}

export function mockServer(): Plugin {
  const real = process.env.HAULM_SERVER;
  const proxy = real ? { '/api': { target: real, changeOrigin: true } } : undefined;
  return {
    name: 'haulm-mock-server',
    config: () => ({ server: { proxy }, preview: { proxy } }),
    async configureServer(server) {
      if (real) return;
      await start();
      server.middlewares.use(middleware(false));
    },
    async configurePreviewServer(server) {
      if (!real) await start();
      server.middlewares.use(real ? (_, __, next) => next() : middleware(true));
    },
  };
}
