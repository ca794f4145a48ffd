/** Every page: its address, its place in the rail, its shortcut, and how its code is loaded. */

import type { Component } from 'svelte';
import type { IconName } from '../components/icons';
import type { Key } from '../lib/i18n.svelte';
import { matchPath } from '../lib/router.svelte';
import { session } from '../lib/session.svelte';

export interface PageProps {
  params: Record<string, string>;
}

export interface Page {
  id: string;
  path: string;
  /** Name in the rail, the palette and the window's title. */
  title: Key;
  /** Pages without an icon, such as one tube, have no place in the rail. */
  icon?: IconName;
  group?: 'queues' | 'data' | 'work' | 'server';
  /** Second key after `g`. */
  key?: string;
  /** The page of the rail that is lit for a page that has no place there. */
  parent?: string;
  role?: 'operator' | 'admin';
  /** Its things belong to no tube, so who is held to some tubes sees none of them. */
  beyondTubes?: true;
  /** Pages whose address has no parameters take none. */
  load: () => Promise<{ default: Component<PageProps> | Component<Record<string, never>> }>;
}

export const PAGES: readonly Page[] = [
  {
    id: 'overview',
    path: '/',
    title: 'nav.overview',
    icon: 'overview',
    group: 'queues',
    key: 'o',
    load: () => import('./overview/Overview.svelte'),
  },
  {
    id: 'tubes',
    path: '/tubes',
    title: 'nav.tubes',
    icon: 'tubes',
    group: 'queues',
    key: 't',
    load: () => import('./tubes/Tubes.svelte'),
  },
  {
    id: 'tube',
    path: '/tubes/:tube',
    title: 'nav.tube',
    parent: 'tubes',
    load: () => import('./tube/Tube.svelte'),
  },
  {
    id: 'jobs',
    path: '/jobs',
    title: 'nav.jobs',
    icon: 'jobs',
    group: 'queues',
    key: 'j',
    load: () => import('./jobs/Jobs.svelte'),
  },
  {
    id: 'failures',
    path: '/failures',
    title: 'nav.failures',
    icon: 'failures',
    group: 'queues',
    key: 'f',
    load: () => import('./failures/Failures.svelte'),
  },
  {
    id: 'streams',
    beyondTubes: true,
    path: '/streams',
    title: 'nav.streams',
    icon: 'streams',
    group: 'data',
    key: 's',
    load: () => import('./streams/Streams.svelte'),
  },
  {
    id: 'stream',
    path: '/streams/:database/:key64',
    title: 'nav.stream',
    parent: 'streams',
    load: () => import('./streams/Stream.svelte'),
  },
  {
    id: 'keys',
    beyondTubes: true,
    path: '/keys',
    title: 'nav.keys',
    icon: 'keys',
    group: 'data',
    key: 'k',
    load: () => import('./keys/Keys.svelte'),
  },
  {
    id: 'workers',
    beyondTubes: true,
    path: '/workers',
    title: 'nav.workers',
    icon: 'workers',
    group: 'work',
    key: 'w',
    load: () => import('./workers/Workers.svelte'),
  },
  {
    id: 'schedules',
    beyondTubes: true,
    path: '/schedules',
    title: 'nav.schedules',
    icon: 'schedules',
    group: 'work',
    key: 'c',
    load: () => import('./schedules/Schedules.svelte'),
  },
  {
    id: 'workflows',
    beyondTubes: true,
    path: '/workflows',
    title: 'nav.workflows',
    icon: 'workflows',
    group: 'work',
    key: 'l',
    load: () => import('./workflows/Workflows.svelte'),
  },
  {
    id: 'workflow',
    path: '/workflows/:rootId',
    title: 'nav.workflow',
    parent: 'workflows',
    load: () => import('./workflows/Workflow.svelte'),
  },
  {
    id: 'terminal',
    beyondTubes: true,
    path: '/terminal',
    title: 'nav.terminal',
    icon: 'terminal',
    group: 'server',
    key: 'i',
    load: () => import('./terminal/Terminal.svelte'),
  },
  {
    id: 'audit',
    path: '/audit',
    title: 'nav.audit',
    icon: 'audit',
    group: 'server',
    key: 'a',
    role: 'admin',
    load: () => import('./audit/Audit.svelte'),
  },
  {
    id: 'settings',
    path: '/settings',
    title: 'nav.settings',
    icon: 'settings',
    group: 'server',
    key: 'e',
    load: () => import('./settings/Settings.svelte'),
  },
];

export interface Found {
  page: Page;
  params: Record<string, string>;
}

/** The page for a path; null when there is none. */
export function findPage(path: string): Found | null {
  for (const page of PAGES) {
    const params = matchPath(page.path, path);
    if (params) return { page, params };
  }
  return null;
}

/** Whether this person may open it. */
export function isOpen({ role, beyondTubes }: Page): boolean {
  return (!role || session.may(role)) && (!beyondTubes || session.seesAll);
}
