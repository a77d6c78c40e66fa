import { describe, expect, it } from 'vitest';
import { isOurPage } from './is-our-page';

const ours = { id: 1 } as never;
const another = { id: 3 } as never;
const frame = (url: string, parent: unknown = null): never => ({ url, parent }) as never;

describe('isOurPage', () => {
  it('trusts the main frame of our windows while it shows our page', () => {
    expect(isOurPage({ sender: ours, senderFrame: frame('app://filemill/index.html#files') }, [another, ours])).toBe(true);
  });

  it('trusts nobody else', () => {
    const page = 'app://filemill/index.html';
    expect(isOurPage({ sender: { id: 2 } as never, senderFrame: frame(page) }, [another, ours])).toBe(false);
    expect(isOurPage({ sender: ours, senderFrame: null }, [another, ours])).toBe(false);
    expect(isOurPage({ sender: ours, senderFrame: frame(page) }, [])).toBe(false);
    expect(isOurPage({ sender: ours, senderFrame: frame(page, {}) }, [another, ours])).toBe(false);
    for (const url of ['https://example.com/', 'app://filemill.example/', 'app://filemillx/index.html', 'about:blank', 'file:///x']) {
      expect(isOurPage({ sender: ours, senderFrame: frame(url) }, [another, ours]), url).toBe(false);
    }
  });
});
