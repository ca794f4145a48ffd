/** What the server's REST API sends. Times are ms since 1970, ages and lengths are ms. */

import type { LimitName } from './limits';

export type JobState = 'ready' | 'reserved' | 'delayed' | 'buried';
export const JOB_STATES: readonly JobState[] = ['ready', 'reserved', 'delayed', 'buried'];

export type Role = 'viewer' | 'operator' | 'admin';

export interface Session {
  user: { name: string; role: Role; tubes: string[] } | null;
  open: boolean;
  needsSetup: boolean;
  csrf: string;
  readOnly: boolean;
  server: {
    name: string;
    version: string;
    startedMillis: number;
    nowMillis: number;
    dataFolder: string;
    durability: string;
    faces: { beanstalk?: string | null; redis?: string | null; http?: string | null };
  };
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

export interface Tube {
  name: string;
  ready: number;
  urgent: number;
  reserved: number;
  delayed: number;
  buried: number;
  oldestReadyMillis: number;
  inPerSecond: number;
  outPerSecond: number;
  waitMillis: Percentiles | null;
  runMillis: Percentiles | null;
  using: number;
  watching: number;
  waiting: number;
  workers: number;
  totalJobs: number;
  deletes: number;
  timeouts: number;
  pauseMillis: number;
  pauseLeftMillis: number;
  pauseReason: string;
  pausedBy: string;
}

export interface Holder {
  address: string;
  connection: number;
}

export interface JobRow {
  id: number;
  tube: string;
  state: JobState;
  priority: number;
  ageMillis: number;
  createdMillis: number;
  sinceMillis: number;
  delayMillis: number;
  ttrMillis: number;
  timeLeftMillis: number;
  reserves: number;
  timeouts: number;
  releases: number;
  buries: number;
  kicks: number;
  bodyBytes: number;
  preview: string;
  holder: Holder | null;
  /** End of the lease or of the delay; 0 when there is none. */
  untilMillis: number;
}

export interface TimelineEvent {
  atMillis: number;
  event: string;
  address?: string | null;
  connection?: number | null;
  detail?: string | null;
}

export type BodyKind = 'json' | 'text' | 'php' | 'pickle' | 'binary';

export interface JobBody {
  bytes: number;
  text: string | null;
  base64: string;
  truncated: boolean;
  masked: boolean;
  kind: BodyKind;
}

/** A job as the server opens it. */
export interface OpenedJob {
  job: JobRow;
  body: JobBody;
  timeline: TimelineEvent[];
}

/** The same in one piece. */
export interface Job extends JobRow {
  body: JobBody;
  timeline: TimelineEvent[];
}

export interface JobPage {
  items: JobRow[];
  cursor: string | null;
  scanned: number;
  matchedAtLeast: number;
  complete: boolean;
}

export type OperationKind = 'kick' | 'delete' | 'move' | 'bury' | 'purge';
export type OperationState = 'dry' | 'running' | 'done' | 'cancelled' | 'failed' | 'undone';

export interface Operation {
  id: number;
  kind: OperationKind;
  filter: string;
  /** The one tube that it is about; empty when there are more. */
  tube: string;
  to: string;
  state: OperationState;
  dryRun: boolean;
  matched: number;
  done: number;
  skipped: number;
  /** Deleted jobs that cannot be brought back; of a dry run, about as many as there would be. */
  lost: number;
  /** Of a dry run: jobs deleted before that could not be brought back any more. */
  othersLost: number;
  startedMillis: number;
  /** 0 while it runs. */
  endedMillis: number;
  who: string;
  undoUntilMillis: number | null;
  message: string;
}

export interface OperationRequest {
  kind: OperationKind;
  q: string;
  ids?: number[];
  to?: string;
  limit?: number;
  dryRun: boolean;
  confirm?: string;
}

export interface FailureGroup {
  fingerprint: string;
  error: string;
  frame: string;
  count: number;
  firstMillis: number;
  lastMillis: number;
  tubes?: string[];
  tasks?: string[];
  sampleIds: (number | string)[];
  source: 'buried' | 'celery';
  trend: number[];
}

export type AttentionKind =
  | 'oldest'
  | 'noWorkers'
  | 'falling-behind'
  | 'failures'
  | 'disk'
  | 'paused'
  | 'stream-lag';

export interface Attention {
  kind: AttentionKind;
  severity: 'warn' | 'bad';
  tube?: string;
  /** `DATABASE:KEY`, the key in base64url. */
  stream?: string;
  ageMillis?: number;
  limitMillis?: number;
  ready?: number;
  inPerSecond?: number;
  outPerSecond?: number;
  drainMillis?: number | null;
  buried?: number;
  buriedPerMinute?: number;
  lag?: number;
  usableBytes?: number;
  journalBytes?: number;
  leftMillis?: number;
}

export interface Totals {
  ready: number;
  reserved: number;
  delayed: number;
  buried: number;
  inPerSecond: number;
  outPerSecond: number;
  oldestReadyMillis: number;
  connections: number;
  workers: number;
  tubes: number;
  journalBytes: number;
  memoryBytes: number;
  fsyncMillisP99: number;
}

export interface Overview {
  attention: Attention[];
  totals: Totals;
}

export type Metric =
  | 'in'
  | 'out'
  | 'ready'
  | 'reserved'
  | 'delayed'
  | 'buried'
  | 'oldest'
  | 'waitP50'
  | 'waitP95'
  | 'waitP99';

export interface Mark {
  atMillis: number;
  text: string;
}

export interface History {
  stepMillis: number;
  fromMillis: number;
  metrics: Partial<Record<Metric, (number | null)[]>>;
  marks: Mark[];
}

export interface Heat {
  stepMillis: number;
  fromMillis: number;
  bucketsMillis: number[];
  counts: number[][];
}

export interface Page<T> {
  items: T[];
  cursor: string | null;
}

export interface FilterCheck {
  ok: boolean;
  problem: { at: number; message: string } | null;
}

export interface Connection {
  id: number;
  face: string;
  address: string;
  name: string;
  sinceMillis: number;
  idleMillis: number;
  tubes: string[];
  using: string;
  reserved: number;
  /** It has asked for a job since it is connected. */
  worker: boolean;
  waiting: boolean;
  lastCommand: string;
}

export interface CeleryWorker {
  hostname: string;
  status: string;
  active: number;
  processed: number;
  failed: number;
  /** Of its machine in the last minute; -1, not told. */
  load: number;
  queues: string[];
  lastSeenMillis: number;
  sw: string;
}

export interface Workers {
  /** False when there are more connections. */
  complete?: boolean;
  connections: Connection[];
  celery: CeleryWorker[];
}

export interface ServerSettings {
  readOnly: boolean;
  alerts: Alerts;
  maskedPaths: string[];
}

/** Limits by their names, 0 for never; those of a glob are not all there. */
export type Limits = Partial<Record<LimitName, number>>;

export type Alerts = Limits & { tubes: Record<string, Limits> };
