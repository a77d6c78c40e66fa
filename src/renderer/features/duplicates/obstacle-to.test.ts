import { expect, it } from 'vitest';
import { aGroup, aMember } from './a-group.test-kit';
import { obstacleTo } from './obstacle-to';

const keeper = aMember({ fileId: 1, isKeeper: true });
const copy = aMember({ fileId: 2 });

it('lets a copy go while another one stays', () => {
  expect(obstacleTo('remove', copy, aGroup({ members: [keeper, copy] }))).toBeNull();
  expect(obstacleTo('move', copy, aGroup({ members: [keeper, copy] }))).toBeNull();
});

it('holds back the keeper, what is protected, and what lies in an archive', () => {
  expect(obstacleTo('remove', keeper, aGroup({ members: [keeper, copy] }))).toContain('keeper');
  expect(obstacleTo('remove', aMember({ isProtected: true }), aGroup({ members: [keeper, copy] }))).toContain('reference folder');
  expect(obstacleTo('move', aMember({ isArchived: true }), aGroup({ members: [keeper, copy] }))).toContain('archive');
});

it('never takes the last one, and counts none inside an archive as staying', () => {
  const archived = aMember({ fileId: 3, isArchived: true });
  expect(obstacleTo('remove', copy, aGroup({ members: [{ ...keeper, planned: 'remove' }, copy, archived] }))).toContain('last one');
});

it('links identical files only', () => {
  expect(obstacleTo('hardlink', copy, aGroup({ tier: 'similar', members: [keeper, copy] }))).toContain('identical');
  expect(obstacleTo('hardlink', copy, aGroup({ tier: 'identical', members: [keeper, copy] }))).toBeNull();
});

it('can always keep', () => {
  expect(obstacleTo('keep', aMember({ isProtected: true, isArchived: true }), aGroup({ members: [keeper] }))).toBeNull();
});
