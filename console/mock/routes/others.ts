/** Streams, keys, workers, schedules, workflows, the command line, audit, users and settings. */
import { route } from '../router';

route('GET /workers', () => ({ connections: [], celery: [] }));
