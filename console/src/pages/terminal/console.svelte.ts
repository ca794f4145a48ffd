/** The transcript of the command line. It lasts as long as the window, also while other pages are shown. */
import { api, Problem } from '../../lib/api';
import type { Reply } from './types';

export type Face = 'redis' | 'beanstalk';

export interface Exchange {
  id: number;
  face: Face;
  database: number;
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

  async run(face: Face, database: number, line: string, body?: string): Promise<void> {
    const exchange: Exchange = { id: ++this.#lastId, face, database, line };
    this.exchanges = [...this.exchanges, exchange].slice(-EXCHANGES_MAX);
    const began = performance.now();
    const answer = await this.#ask(exchange, body);
    const tookMillis = performance.now() - began;
    this.exchanges = this.exchanges.map((each) =>
      each.id === exchange.id ? { ...each, ...answer, tookMillis } : each,
    );
  }

  async #ask({ face, database, line }: Exchange, body?: string): Promise<Partial<Exchange>> {
    try {
      if (face === 'redis')
        return await api.post<{ reply: Reply }>('/commands/redis', { database, line });
      const { reply } = await api.post<{ reply: string }>('/commands/beanstalk', { line, body });
      return { text: reply };
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
