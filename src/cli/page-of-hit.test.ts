import { describe, expect, it } from 'vitest';
import { pageOfHit } from './page-of-hit';

const text = 'Nothing here\ffinally a herring\fherrings, and more';

describe('the page of a hit', () => {
  it('is counted to the hit, not to where the snippet begins', () => {
    expect(pageOfHit(text, 'Nothing here\ffinally a \ue000herring\ue001\f\ue000herring\ue001s…')).toBe(2);
    expect(pageOfHit(text, '\ue000Nothing\ue001 here\ffinally a…')).toBe(1);
    expect(pageOfHit(text, '…\ue000herring\ue001s, and more')).toBe(3);
  });

  it('is unknown where there are no pages, or the hit lies elsewhere', () => {
    expect(pageOfHit('a herring', 'a \ue000herring\ue001')).toBeNull();
    expect(pageOfHit(text, 'a \ue000walrus\ue001')).toBeNull();
  });
});
