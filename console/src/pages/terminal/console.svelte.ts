/** The transcript of the command line. It lasts as long as the window, also while other pages are shown. */
import { api, Problem } from '../../lib/api';
import type { Shown } from '../../lib/shown';
import type { Reply } from './types';

export type Face = 'redis' | 'beanstalk';

export interface Exchange {
  id: number;
  face: Face;
  /** A database's number or a tube's name. */
  place: string;
  line: string;
  reply?: Reply;
  text?: string;
  problem?: Problem;
  tookMillis?: number;
}

export const EXCHANGES_MAX = 200;

class Transcript {
  exchanges: Exchange[] = $state.raw([]);
  #lastId = 0;

  async run(face: Face, place: string, line: string, body?: string): Promise<void> {
    const exchange: Exchange = { id: ++this.#lastId, face, place, line };
    this.exchanges = [...this.exchanges, exchange].slice(-EXCHANGES_MAX);
    const began = performance.now();
    const answer = await this.#ask(exchange, body);
    const tookMillis = performance.now() - began;
    this.exchanges = this.exchanges.map((each) =>
      each.id === exchange.id ? { ...each, ...answer, tookMillis } : each,
    );
  }

  async #ask({ face, place, line }: Exchange, text?: string): Promise<Partial<Exchange>> {
    try {
      if (face === 'redis')
        return await api.post<{ reply: Reply }>('/commands/redis', { database: Number(place), line });
      const { reply } = await api.post<{ reply: Shown }>('/commands/beanstalk', { tube: place, line, text });
      return { text: reply.text };
    } catch (failure) {
      const problem = failure instanceof Problem ? failure : new Problem(0, 'bug', String(failure));
      return { problem };
    }
  }

  clear(): void {
    this.exchanges = [];
  }
}

export const transcript = new Transcript();
