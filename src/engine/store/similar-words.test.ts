import { describe, expect, it } from 'vitest';
import { oneEditFrom } from './similar-words';

describe('words one edit away', () => {
  const near = new Set(oneEditFrom('harbor'));
  it.each(['harbour', 'harbo', 'harbop', 'ahrbor', 'arbor', 'harbors', 'xharbor'])('%s is', (word) => expect(near).toContain(word));
  it.each(['harbor', 'harbours', 'hrabro', 'port'])('%s is not', (word) => expect(near).not.toContain(word));

  it('there are none of short words, and of what has digits', () => {
    expect(oneEditFrom('net')).toEqual([]);
    expect(oneEditFrom('a4711b')).toEqual([]);
    expect(oneEditFrom('2026')).toEqual([]);
  });

  it('in other alphabets, too', () => {
    expect(oneEditFrom('гавань')).toContain('гаванью');
    expect(oneEditFrom('λιμανι')).toContain('λιμνι');
  });
});
