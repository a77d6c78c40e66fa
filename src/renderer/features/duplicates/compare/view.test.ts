import { expect, it } from 'vitest';
import { actualZoom, clampView, fitInto, mostZoom, panBy, WHOLE, zoomAt } from './view';

const room = { width: 400, height: 300 };
const photo = { width: 4000, height: 2000 };
const fit = { width: 400, height: 200 };

it('shows a picture and a smaller copy of it in the same size', () => {
  expect(fitInto(photo, room, photo)).toEqual(fit);
  expect(fitInto({ width: 1000, height: 500 }, room, photo)).toEqual(fit);
});

it('blows up small pictures no further than the largest of them', () => {
  expect(fitInto({ width: 50, height: 25 }, room, { width: 100, height: 50 })).toEqual({ width: 100, height: 50 });
});

it('knows at which zoom a pixel is a pixel', () => {
  expect(actualZoom(photo, fit, 1)).toBe(10);
  expect(actualZoom(photo, fit, 2)).toBe(5);
  expect(mostZoom(photo, fit)).toBe(80);
});

it('keeps the point under the pointer where it is', () => {
  const before = { zoom: 4, x: 0.5, y: 0.5 };
  const point = { x: 100, y: -40 };
  const at = (view: typeof before): number => view.x + point.x / (fit.width * view.zoom);
  const after = zoomAt(before, 2, point, fit, room, 80);
  expect(after.zoom).toBe(8);
  expect(at(after)).toBeCloseTo(at(before));
});

it('leaves no empty room beside what is larger than the room, and centres what is smaller', () => {
  expect(clampView({ zoom: 2, x: 0, y: 0 }, fit, room, 80)).toEqual({ zoom: 2, x: 0.25, y: 0.375 });
  expect(clampView({ zoom: 1, x: 0, y: 1 }, fit, room, 80)).toEqual(WHOLE);
});

it('never gets smaller than fitted, nor larger than is of use', () => {
  expect(zoomAt(WHOLE, 0.1, { x: 0, y: 0 }, fit, room, 80)).toEqual(WHOLE);
  expect(zoomAt(WHOLE, 1000, { x: 0, y: 0 }, fit, room, 80).zoom).toBe(80);
});

it('moves with the hand', () => {
  const moved = panBy({ zoom: 4, x: 0.5, y: 0.5 }, { x: 160, y: 0 }, fit, room, 80);
  expect(moved.x).toBeCloseTo(0.4);
  expect(moved.y).toBe(0.5);
});
