/** The few things a pretended server needs of HTTP: routes with parameters, JSON, problems. */
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Call {
  params: Record<string, string>;
  query: URLSearchParams;
  // The bodies are whatever the console sends; the pretended server trusts them.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  request: IncomingMessage;
  response: ServerResponse;
}

/** What a route returns is sent as JSON; `RAW` says that it has answered by itself. */
export type Handler = (call: Call) => unknown;
export const RAW = Symbol('answered');

export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail = '',
  ) {
    super(title);
  }
}

const routes: { method: string; pattern: RegExp; names: string[]; handler: Handler }[] = [];

/** Adds a route such as `GET /tubes/:tube`. */
export function route(line: string, handler: Handler): void {
  const [method = '', path = ''] = line.split(' ');
  const names: string[] = [];
  const pattern = path.replace(/:(\w+)/g, (_, name: string) => (names.push(name), '([^/]+)'));
  routes.push({ method, pattern: new RegExp(`^${pattern}$`), names, handler });
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const part of request) text += String(part);
  return text ? JSON.parse(text) : {};
}

function send(response: ServerResponse, status: number, type: string, body: unknown): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

/** Answers a call below the API's base. */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  query: URLSearchParams,
): Promise<void> {
  try {
    for (const { method, pattern, names, handler } of routes) {
      const fit = pattern.exec(path);
      if (!fit || method !== request.method) continue;
      const params = Object.fromEntries(
        names.map((name, index) => [name, decodeURIComponent(fit[index + 1] ?? '')]),
      );
      const body = method === 'GET' ? {} : await bodyOf(request);
      const result = await handler({ params, query, body, request, response });
      if (result !== RAW) send(response, 200, 'application/json', result ?? null);
      return;
    }
    throw new Refusal(404, 'no-such-route', `There is no ${request.method} ${path}`);
  } catch (failure) {
    const { status, code, title, detail } =
      failure instanceof Refusal ? failure : new Refusal(500, 'bug', String(failure));
    send(response, status, 'application/problem+json', { status, code, title, detail });
  }
}
