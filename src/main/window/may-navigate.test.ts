import { describe, expect, it } from 'vitest';
import { mayNavigate } from './may-navigate';

const page = { parent: null };
const frame = { parent: page };
const inner = { parent: frame };
const document = `fm://artifact/${'ab'.repeat(32)}.html`;
const open = (change: object): boolean => mayNavigate({ url: document, isMainFrame: false, frame, initiator: page, ...change });

describe('mayNavigate', () => {
  it('lets the page be loaded again, and go nowhere else', () => {
    for (const url of ['app://filemill/index.html', 'app://filemill/index.html#files?fileId=1']) {
      expect(open({ url, isMainFrame: true, frame: page })).toBe(true);
    }
    for (const url of ['app://filemill/other.html', 'https://example.com/', document]) {
      expect(open({ url, isMainFrame: true, frame: page }), url).toBe(false);
    }
  });

  it('lets the page show a document in its frame', () => {
    expect(open({})).toBe(true);
  });

  it.each([
    ['the document leads to another', { initiator: frame }],
    ['nobody knows who wants it', { initiator: null }],
    ['a frame has gone', { frame: null }],
    ['it is a frame inside a document', { frame: inner }],
    ['it is a picture', { url: `fm://artifact/${'ab'.repeat(32)}.webp` }],
    ['it is our own page', { url: 'app://filemill/index.html' }],
    ['it is elsewhere', { url: 'https://example.com/' }],
  ])('refuses a frame when %s', (_what, change) => {
    expect(open(change)).toBe(false);
  });
});
