/** The words of the console in Chinese: all that comes after the first page. One file a page, so that each brings its own. */
import audit from './audit.json';
import job from './job.json';
import jobs from './jobs.json';
import keys from './keys.json';
import login from './login.json';
import schedules from './schedules.json';
import settings from './settings.json';
import streams from './streams.json';
import terminal from './terminal.json';
import tube from './tube.json';
import workers from './workers.json';
import workflows from './workflows.json';

export default {
  audit,
  job,
  jobs,
  keys,
  login,
  schedules,
  settings,
  streams,
  terminal,
  tube,
  workers,
  workflows,
};
