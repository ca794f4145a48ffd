/** Streams, keys, workers, schedules, workflows, the command line, audit, users and settings. */
import './admin';
import './commands';
import './keys';
import './streams';
import './work';
