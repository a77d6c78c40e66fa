import { expect, it } from 'vitest';
import { TILE_EDGE, TILE_GAP, tilePlaces } from './tile-places';

const room = { width: 640, size: 150, hasQuality: true, total: 100_000 };

it('fills the width with as many tiles as fit, none narrower than wished', () => {
  const places = tilePlaces(room);
  expect(places.columns).toBe(3);
  expect(places.tileWidth).toBeGreaterThanOrEqual(150);
  expect(places.leftOf(2) + places.tileWidth).toBeLessThanOrEqual(640 - TILE_EDGE);
  expect(tilePlaces({ ...room, width: 90 }).columns).toBe(1);
});

it('lays tiles line by line, and knows which lines are where', () => {
  const places = tilePlaces(room);
  expect(places.topOf(2)).toBe(TILE_EDGE);
  expect(places.topOf(3)).toBe(TILE_EDGE + places.lineHeight);
  expect(places.indexFrom(0)).toBe(0);
  expect(places.indexFrom(places.topOf(3))).toBe(3);
  expect(places.indexFrom(places.topOf(3) + 1)).toBe(6);
});

it('is as high as its last line', () => {
  const places = tilePlaces(room);
  expect(places.height).toBe(places.topOf(99_999) + places.tileHeight + TILE_EDGE);
  expect(tilePlaces({ ...room, total: 0 }).height).toBe(2 * TILE_EDGE);
  expect(tilePlaces({ ...room, hasQuality: false }).lineHeight).toBeLessThan(places.lineHeight);
  expect(places.lineHeight - places.tileHeight).toBe(TILE_GAP);
});
