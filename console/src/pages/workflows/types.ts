/** What the server tells about workflows: chains, groups and chords of tasks. */
export interface WorkflowRow {
  rootId: string;
  name: string;
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
}

export interface Workflow {
  nodes: WorkflowNode[];
}
