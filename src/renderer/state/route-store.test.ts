import { expect, it } from 'vitest';
import { HOME, hrefOf, routeOf, useRoute } from './route-store';

it('leads to a place and back', () => {
  const place = { ...HOME, section: 'files', state: 'attention', folderId: 3, query: 'net 30 & "x"', fileId: 7 } as const;
  expect(routeOf(hrefOf(place))).toEqual(place);
});

it('takes whatever stands in the address', () => {
  expect(routeOf('#nowhere?state=odd&folderId=-1&fileId=1e9&sort=x&cause=y')).toEqual(HOME);
});

it('resets with a link what the link does not name', () => {
  useRoute.getState().go({ section: 'files', state: 'done', query: 'net' });
  useRoute.getState().adjust({ fileId: 4 });
  expect(useRoute.getState().route).toMatchObject({ state: 'done', query: 'net', fileId: 4 });
  useRoute.getState().go({ section: 'files' });
  expect(useRoute.getState().route).toEqual({ ...HOME, section: 'files' });
});
