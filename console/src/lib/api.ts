/** Talks to the server's REST API: JSON in and out, refusals as `Problem`, reading calls tried again. */

import { i18n } from './i18n.svelte';

/** A refusal or a failure, in words that a person can read. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly title: string,
    readonly detail = '',
  ) {
    super(detail ? `${title}: ${detail}` : title);
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

const RETRY_PAUSES_MILLIS = [250, 1000];
const WORTH_RETRYING = new Set([0, 502, 503, 504]);

let csrf = '';
let onUnauthorized: () => void = () => {};

export function setCsrf(token: string): void {
  csrf = token;
}

/** Called when the server says that nobody is logged in any more. */
export function whenUnauthorized(action: () => void): void {
  onUnauthorized = action;
}

/** Address of an API path, relative to where the console itself was loaded from. */
export function apiUrl(path: string, query: Query = {}): string {
  const url = new URL(`api/v1${path}`, location.href.replace(/[?#].*$/, ''));
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') {
      url.searchParams.set(name, String(value));
    }
  }
  return url.href;
}

/** Percent-encodes the parts of a path: segment`/tubes/${name}`. */
export function segment(parts: TemplateStringsArray, ...values: (string | number)[]): string {
  return parts.reduce(
    (path, part, index) =>
      path + part + (index < values.length ? encodeURIComponent(String(values[index])) : ''),
    '',
  );
}

async function problemOf(response: Response): Promise<Problem> {
  let said: Partial<Problem> = {};
  try {
    said = (await response.json()) as Partial<Problem>;
  } catch {
    // Not the server's own answer, a proxy's page for example: the status has to say it.
  }
  return new Problem(
    response.status,
    said.code ?? 'http',
    said.title ?? i18n.t('common.httpStatus', { status: response.status }),
    said.detail ?? '',
  );
}

async function once<T>(method: string, url: string, body: unknown, signal?: AbortSignal) {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-Haulm-Csrf'] = csrf;
  let response: Response;
  try {
    response = await fetch(url, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'same-origin',
      signal: signal ?? null,
    });
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Problem(0, 'unreachable', i18n.t('common.unreachable'));
  }
  if (!response.ok) {
    if (response.status === 401) onUnauthorized();
    throw await problemOf(response);
  }
  const text = await response.text();
  return (text ? JSON.parse(text) : null) as T;
}

async function get<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const url = apiUrl(path, query);
  for (const pause of RETRY_PAUSES_MILLIS) {
    try {
      return await once<T>('GET', url, undefined, signal);
    } catch (failure) {
      const worth = failure instanceof Problem && WORTH_RETRYING.has(failure.status);
      if (!worth || signal?.aborted) throw failure;
    }
    await new Promise((done) => setTimeout(done, pause));
  }
  return once<T>('GET', url, undefined, signal);
}

// Changing calls are never repeated by themselves: the first may have arrived.
export const api = {
  get,
  post: <T>(path: string, body: unknown = {}, query: Query = {}) =>
    once<T>('POST', apiUrl(path, query), body),
  put: <T>(path: string, body: unknown) => once<T>('PUT', apiUrl(path), body),
  delete: <T>(path: string) => once<T>('DELETE', apiUrl(path), undefined),
};
