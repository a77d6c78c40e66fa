import { expect, it } from 'vitest';
import { HOME, hrefOf, routeOf, useRoute } from './route-store';

it('leads to a place and back', () => {
  const place = { ...HOME, section: 'files', state: 'attention', folderId: 3, query: 'net 30 & "x"', fileId: 7 } as const;
  expect(routeOf(hrefOf(place))).toEqual(place);
});

it('leads to a part of the history and to a page of the settings', () => {
  const past = { ...HOME, section: 'history', event: 'moved', trigger: 'cli', period: 'week', find: 'in/a&b', jobId: 9, fileId: 2 } as const;
  expect(routeOf(hrefOf(past))).toEqual(past);
  expect(hrefOf({ section: 'settings', page: 'history' })).toBe('#settings?page=history');
});

it('takes whatever stands in the address', () => {
  expect(routeOf('#nowhere?state=odd&folderId=-1&fileId=1e9&sort=x&cause=y&event=z&period=never&page=none')).toEqual(HOME);
});

it('resets with a link what the link does not name', () => {
  useRoute.getState().go({ section: 'files', state: 'done', query: 'net' });
  useRoute.getState().adjust({ fileId: 4 });
  expect(useRoute.getState().route).toMatchObject({ state: 'done', query: 'net', fileId: 4 });
  useRoute.getState().go({ section: 'files' });
  expect(useRoute.getState().route).toEqual({ ...HOME, section: 'files' });
});
