import { expect, it } from 'vitest';
import { hrefOf, routeOf } from '../../state/route-store';
import { archiveOfRoute, keyOf, placeInside, placeOfEntry } from './shown-archive';

it('leads to an entry of a nested archive and back', () => {
  const route = routeOf(hrefOf(placeOfEntry(7, [3, 0, 12])));
  expect(route).toMatchObject({ section: 'archives', fileId: 7, inside: '3.0', entry: 12 });
  expect(archiveOfRoute(route)).toEqual({ fileId: 7, inside: [3, 0] });
});

it('names an archive that lies elsewhere by its path', () => {
  expect(archiveOfRoute(routeOf(hrefOf({ section: 'archives', path: '/mnt/a b.zip' })))).toEqual({ path: '/mnt/a b.zip', inside: [] });
});

it('leads to what is nested in one that lies elsewhere, and back out', () => {
  const outermost = { path: '/mnt/a b.zip', inside: [] };
  const nested = archiveOfRoute(routeOf(hrefOf(placeInside(outermost, [4, 1]))));
  expect(nested).toEqual({ path: '/mnt/a b.zip', inside: [4, 1] });
  expect(archiveOfRoute(routeOf(hrefOf(placeInside(nested ?? outermost, []))))).toEqual(outermost);
  expect(new Set([outermost, nested ?? outermost].map(keyOf)).size).toBe(2);
});

it('takes nothing for an archive that is none', () => {
  expect(archiveOfRoute(routeOf('#archives?inside=3..4&entry=-1'))).toBeNull();
  expect(routeOf('#archives?fileId=2&inside=3..4&entry=x')).toMatchObject({ inside: '', entry: null });
});
