/** What the server tells about schedules. */
export interface Schedule {
  database: number;
  name: string;
  task: string;
  /** A cron expression, or an interval such as `every PT5M`. */
  when: string;
  kind: 'interval' | 'cron';
  /** Of a cron expression. */
  zone: string;
  /** 0 when it is not due. */
  nextMillis: number;
  /** 0 before the first run. */
  lastMillis: number;
  missed: number;
  paused: boolean;
  queue: string;
  source: string;
}
