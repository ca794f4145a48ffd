import type { FailureGroup } from '../../src/lib/types';
import { ERRORS } from '../bodies';
import { randomFrom } from '../random';
import { Refusal, route } from '../router';
import { jobs } from '../world';

function groups(): FailureGroup[] {
  const found: FailureGroup[] = ERRORS.map(([error, frame], index) => {
    const with_ = [...jobs.values()].filter(
      (job) => job.state === 'buried' && job.body.includes(JSON.stringify(error).slice(1, -1)),
    );
    const random = randomFrom(index + 5);
    return {
      fingerprint: `f${index}a9c`,
      error,
      frame,
      count: with_.length,
      firstMillis: Math.min(...with_.map((job) => job.sinceMillis)),
      lastMillis: Math.max(...with_.map((job) => job.sinceMillis)),
      tubes: [...new Set(with_.map((job) => job.tube))],
      sampleIds: with_.slice(-5).map((job) => job.id),
      source: 'buried' as const,
      trend: Array.from({ length: 24 }, (_, hour) =>
        Math.round(random() * 6 + (index === 1 && hour > 19 ? 22 : 0)),
      ),
    };
  }).filter((group) => group.count > 0);
  return found.sort((a, b) => b.count - a.count);
}

route('GET /failures', () => ({ items: groups(), cursor: null }));
route('GET /failures/:fingerprint', ({ params }) => {
  const group = groups().find((each) => each.fingerprint === params.fingerprint);
  if (!group) throw new Refusal(404, 'no-such-failure', 'There is no such failure');
  return group;
});
