import { describe, expect, it } from 'vitest';
import { tokenise } from '../src/lib/filter';
import type { FailureGroup } from '../src/lib/types';
import { filterOf } from '../src/pages/failures/groups';

const group = (more: Partial<FailureGroup>): FailureGroup => ({
  fingerprint: '00ff00ff00ff00ff',
  error: '<n>',
  frame: '',
  count: 5,
  firstMillis: 0,
  lastMillis: 0,
  tubes: ['fx'],
  sampleIds: [1],
  source: 'buried',
  trend: [],
  ...more,
});

describe('the filter of a group', () => {
  it.each(['<n>', 'buried', 'timeout', 'say "hi"', 'Müller'])(
    'names the group, whatever its error says: %s',
    (error) => {
      expect(filterOf(group({ error }))).toBe('tube:fx failure:00ff00ff00ff00ff');
    },
  );

  it('can be read as it was meant', () => {
    const filter = filterOf(group({ tubes: ['a;b'] }));
    expect(tokenise(filter).problem).toBeNull();
    expect(tokenise(filter).tokens.map(({ value }) => value)).toEqual(['a;b', '00ff00ff00ff00ff']);
  });
});
