import { addJob, tubes, tubeStats } from '../world';
import { Refusal, route } from '../router';

function find(name: string) {
  const tube = tubes.get(name);
  if (!tube) throw new Refusal(404, 'no-such-tube', `There is no tube "${name}"`);
  return tube;
}

function statOf(name: string) {
  find(name);
  return tubeStats().find((tube) => tube.name === name);
}

route('GET /tubes', () => ({ items: tubeStats() }));
route('GET /tubes/:tube', ({ params }) => statOf(params.tube ?? ''));
route('POST /tubes/:tube/pause', ({ params, body }) => {
  const tube = find(params.tube ?? '');
  tube.pausedUntilMillis = Date.now() + Number(body.pauseMillis);
  tube.pauseReason = String(body.reason ?? '');
  tube.pausedBy = 'local';
  return statOf(tube.name);
});
route('POST /tubes/:tube/resume', ({ params }) => {
  const tube = find(params.tube ?? '');
  tube.pausedUntilMillis = 0;
  tube.pauseReason = '';
  tube.pausedBy = '';
  return statOf(tube.name);
});
route('POST /tubes/:tube/jobs', ({ params, body }) => {
  const bytes =
    body.base64 !== undefined
      ? Buffer.from(body.base64, 'base64')
      : Buffer.from(body.text ?? JSON.stringify(body.json));
  const job = addJob(params.tube ?? '', body.delayMillis > 0 ? 'delayed' : 'ready', 0, bytes);
  job.priority = body.priority ?? 1024;
  job.ttrMillis = body.ttrMillis ?? 60_000;
  if (body.delayMillis > 0) {
    job.delayMillis = body.delayMillis;
    job.untilMillis = Date.now() + body.delayMillis;
  }
  return { id: job.id };
});
