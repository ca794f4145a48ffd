/** A job as something that can be pasted: a call of the REST API, the protocol's own words, the command line. */
import { apiUrl, segment } from '../../lib/api';
import { fromBase64 } from '../../lib/bytes';
import type { Job } from '../../lib/types';

/** A word for a POSIX shell. */
export function shellQuote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

function seconds(millis: number): number {
  return Math.ceil(millis / 1000);
}

export function asCurl(job: Job): string {
  const { tube, priority, ttrMillis, body } = job;
  const content = body.text === null ? { base64: body.base64 } : { text: body.text };
  const json = JSON.stringify({ ...content, priority, ttrMillis });
  return [
    `curl -X POST ${shellQuote(apiUrl(segment`/tubes/${tube}/jobs`))}`,
    `  -H 'Authorization: Bearer TOKEN' -H 'Content-Type: application/json'`,
    `  --data-raw ${shellQuote(json)}`,
  ].join(' \\\n');
}

/** The beanstalkd protocol; the payload as it is, which a terminal may not survive when it is binary. */
export function asProtocol(job: Job): string {
  const { tube, priority, delayMillis, ttrMillis, body } = job;
  const content = body.text ?? new TextDecoder('latin1').decode(fromBase64(body.base64));
  return `use ${tube}\r\nput ${priority} ${seconds(delayMillis)} ${seconds(ttrMillis)} ${body.bytes}\r\n${content}\r\n`;
}

export function asCommandLine(job: Job): string {
  const { tube, priority, ttrMillis, body } = job;
  const options = `--priority ${priority} --ttr ${seconds(ttrMillis)}`;
  if (body.text === null)
    return `echo ${body.base64} | base64 -d | haulm put ${options} ${shellQuote(tube)} -`;
  return `haulm put ${options} ${shellQuote(tube)} ${shellQuote(body.text)}`;
}
