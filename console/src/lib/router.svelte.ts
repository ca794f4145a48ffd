/**
 * The address of the view. It lives behind the `#`, because then the console works under any sub-path
 * of a proxy without being told which, and a reload asks the server for nothing but `index.html`.
 */

type Changes = Record<string, string | number | null | undefined>;

interface Address {
  path: string;
  query: URLSearchParams;
}

/** Splits `#/tubes/mail?sort=ready` into path and query. */
export function parseHash(hash: string): Address {
  const raw = hash.replace(/^#/, '') || '/';
  const mark = raw.indexOf('?');
  const path = mark < 0 ? raw : raw.slice(0, mark);
  return {
    path: path.startsWith('/') ? path : `/${path}`,
    query: new URLSearchParams(mark < 0 ? '' : raw.slice(mark + 1)),
  };
}

/** Writes an address; what is null, undefined or empty is left out. */
export function hrefOf(path: string, query: Changes | URLSearchParams = {}): string {
  const kept = new URLSearchParams();
  const pairs = query instanceof URLSearchParams ? [...query] : Object.entries(query);
  for (const [name, value] of pairs) {
    if (value !== null && value !== undefined && value !== '') kept.set(name, String(value));
  }
  const text = kept.toString();
  return `#${path}${text ? `?${text}` : ''}`;
}

/** Fits a path to a pattern such as `/tubes/:tube`; null when it does not fit. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/').filter(Boolean);
  const given = path.split('/').filter(Boolean);
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decode(value);
    else if (part !== value) return null;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

class Router {
  #address: Address = $state.raw(parseHash(typeof location === 'undefined' ? '' : location.hash));

  get path(): string {
    return this.#address.path;
  }

  get query(): URLSearchParams {
    return this.#address.query;
  }

  /** One value of the query; the fallback when it is absent. */
  get(name: string, fallback = ''): string {
    return this.#address.query.get(name) ?? fallback;
  }

  /** Address of this view with some values of the query changed. */
  with(changes: Changes): string {
    const query = new URLSearchParams(this.#address.query);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === undefined || value === '') query.delete(name);
      else query.set(name, String(value));
    }
    return hrefOf(this.path, query);
  }

  /** Changes the query in place; with `push` the back button undoes it. */
  set(changes: Changes, push = false): void {
    this.go(this.with(changes), push);
  }

  go(href: string, push = true): void {
    if (href === location.hash) return;
    if (push) history.pushState(null, '', href);
    else history.replaceState(null, '', href);
    this.#address = parseHash(href);
  }

  listen(): void {
    const follow = () => (this.#address = parseHash(location.hash));
    addEventListener('hashchange', follow);
    addEventListener('popstate', follow);
  }
}

export const router = new Router();
