/** The words of the console in Brazilian Portuguese. One file a page, so that each page brings its own. */
import audit from './audit.json';
import common from './common.json';
import failures from './failures.json';
import job from './job.json';
import jobs from './jobs.json';
import keys from './keys.json';
import login from './login.json';
import nav from './nav.json';
import overview from './overview.json';
import schedules from './schedules.json';
import settings from './settings.json';
import streams from './streams.json';
import terminal from './terminal.json';
import tube from './tube.json';
import tubes from './tubes.json';
import workers from './workers.json';
import workflows from './workflows.json';

const messages = {
  audit,
  common,
  failures,
  job,
  jobs,
  keys,
  login,
  nav,
  overview,
  schedules,
  settings,
  streams,
  terminal,
  tube,
  tubes,
  workers,
  workflows,
};

export default messages;
