import { beforeEach, expect, it, vi } from 'vitest';
import type { Log } from '../../base/log';
import { PageInbox } from './page-inbox';

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn(), close: vi.fn() } satisfies Log;
const emit = vi.fn();
let isVisible = true;
const made = (): PageInbox => new PageInbox({ emit, isVisible: () => isVisible, log });
const sections = [
  { id: 'files', label: 'Files' },
  { id: 'history', label: 'History' },
];
const notice = { title: 'T', body: 'B', place: { screen: 'files', value: null }, retry: null };

beforeEach(() => {
  isVisible = true;
  vi.clearAllMocks();
});

it('keeps what comes until the page is there, of places the last', () => {
  const inbox = made();
  inbox.goTo({ screen: 'files', value: 'fileId=1' });
  inbox.goTo({ screen: 'history', value: null });
  inbox.offerFolder('/a');
  inbox.offerFolder('/b');
  inbox.tell(notice);
  expect(emit).not.toHaveBeenCalled();
  inbox.ready(sections);
  expect(emit.mock.calls).toEqual([
    ['screen.wanted', { screen: 'history', value: null }],
    ['folders.offered', { paths: ['/a', '/b'] }],
    ['notice.told', { title: 'T', body: 'B', screen: 'files', value: null, retry: null }],
  ]);
  inbox.deliver();
  expect(emit).toHaveBeenCalledTimes(3);
});

it('tells notices only where they can be seen, and not too many', () => {
  isVisible = false;
  const inbox = made();
  inbox.ready(sections);
  for (let i = 0; i < 9; i += 1) inbox.tell({ ...notice, title: `${i}` });
  expect(emit).not.toHaveBeenCalled();
  isVisible = true;
  inbox.deliver();
  expect(emit.mock.calls.map(([, { title }]) => title as string)).toEqual(['6', '7', '8']);
});

it('goes to no screen that the window does not have', () => {
  const inbox = made();
  inbox.ready(sections);
  inbox.goTo({ screen: 'nowhere', value: null });
  expect(emit).not.toHaveBeenCalled();
  expect(log.warn).toHaveBeenCalledWith('screen.unknown', { screen: 'nowhere' });
});

it('says when the sections are others, and remembers them while there is no page', () => {
  const inbox = made();
  expect(inbox.ready(sections)).toBe(true);
  inbox.gone();
  inbox.goTo({ screen: 'files', value: null });
  expect(emit).not.toHaveBeenCalled();
  expect(inbox.ready(sections)).toBe(false);
  expect(emit).toHaveBeenCalledTimes(1);
  expect(inbox.sections).toBe(sections);
});
