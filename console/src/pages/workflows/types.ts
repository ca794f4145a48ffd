/** What the server tells about workflows: chains, groups and chords of tasks. */
export interface WorkflowRow {
  rootId: string;
  name: string;
  /** Names of the other tasks in it. */
  tasks: string[];
  state: 'running' | 'done' | 'failed';
  startedMillis: number;
  total: number;
  /** Those that have ended, also those that failed. */
  done: number;
  failed: number;
}

export interface WorkflowNode {
  id: string;
  name: string;
  state: string;
  /** 0 before it. */
  startedMillis: number;
  /** 0 before it. */
  endedMillis: number;
  /** The task that sent this one; null for the first. */
  parent: string | null;
  /** All tasks that it waits for, where they are known: at the end of a chord. */
  parents?: string[];
  retries?: number;
  /** The task that repeats its call. */
  againAs?: string | null;
}

/** One task, as far as its messages and events tell. */
export interface CeleryTask {
  id: string;
  name: string;
  state: string;
  root: string;
  parent: string | null;
  /** Empty when it is not known. */
  queue: string;
  hostname: string;
  firstMillis: number;
  /** 0 before it. */
  startedMillis: number;
  /** 0 before it. */
  endedMillis: number;
  retries: number;
  exception: string;
  traceback: string;
  /** Null when they are not known in full. */
  arguments: unknown[] | null;
  named: Record<string, unknown> | null;
  /** Whether it could be called again. */
  known: boolean;
  againAs: string | null;
}

export interface Workflow {
  nodes: WorkflowNode[];
}
