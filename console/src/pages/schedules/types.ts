/** What the server tells about schedules. */
export interface Schedule {
  name: string;
  task: string;
  /** A cron expression, `every 30s`, or words of the program that made it. */
  when: string;
  kind: 'interval' | 'cron';
  zone: string;
  nextMillis: number | null;
  lastMillis: number | null;
  missed: number;
  paused: boolean;
  queue: string;
  source: string;
}
