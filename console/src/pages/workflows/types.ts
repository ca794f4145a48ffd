/** What the server tells about workflows: chains, groups and chords of tasks. */
export interface WorkflowRow {
  rootId: string;
  name: string;
  state: string;
  startedMillis: number;
  total: number;
  done: number;
  failed: number;
}

export interface WorkflowNode {
  id: string;
  name: string;
  state: string;
  startedMillis: number | null;
  endedMillis: number | null;
  /** The task that sent this one; null for the first. */
  parent: string | null;
  /** All tasks it waits for, when it is the end of a chord. */
  parents?: string[];
}

export interface Workflow extends Partial<WorkflowRow> {
  nodes: WorkflowNode[];
}
