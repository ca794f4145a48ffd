/** The words of the console in English: what the first page says. One file a page, so that each brings its own. */
import common from './common.json';
import failures from './failures.json';
import nav from './nav.json';
import overview from './overview.json';
import tubes from './tubes.json';

export default {
  common,
  failures,
  nav,
  overview,
  tubes,
};
