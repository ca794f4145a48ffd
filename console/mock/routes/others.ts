/** Streams, keys, workers, schedules, workflows, the command line, audit, users and settings. */
import { between, pick } from '../random';
import { route } from '../router';
import { tubes } from '../world';

let settings = {
  readOnly: false,
  alerts: { oldestReadyMillis: 300_000, tubes: {} },
  maskedPaths: ['body.card.number'],
};
route('GET /settings', () => settings);
route('PUT /settings', ({ body }) => (settings = body));

route('GET /workers', () => ({
  connections: [...tubes.values()].flatMap((tube, index) =>
    Array.from({ length: tube.workers }, (_, worker) => ({
      id: index * 100 + worker,
      face: 'beanstalk',
      address: `10.4.2.${10 + index}:${40_000 + worker}`,
      name: worker === 0 ? `${tube.name}-worker` : '',
      sinceMillis: Date.now() - (index + 1) * 3_600_000,
      idleMillis: between(0, 900),
      tubes: [tube.name],
      using: 'default',
      reserved: worker % 2,
      waiting: worker % 2 === 0,
      lastCommand: pick(['reserve-with-timeout 5', 'reserve', 'delete', 'touch']),
    })),
  ),
  celery: [],
}));
