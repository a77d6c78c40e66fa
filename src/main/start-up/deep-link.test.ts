import { expect, it } from 'vitest';
import { isLink, placeOfLink } from './deep-link';

it.each([
  ['filemill://file/12', { screen: 'files', value: 'fileId=12' }],
  ['filemill://file/12/', { screen: 'files', value: 'fileId=12' }],
  ['filemill://folder/3', { screen: 'files', value: 'folderId=3' }],
  ['filemill://attention', { screen: 'attention', value: null }],
  ['filemill://attention?cause=damaged', { screen: 'attention', value: 'cause=damaged' }],
  ['filemill://settings/', { screen: 'settings', value: null }],
])('%s leads to its place', (link, place) => {
  expect(placeOfLink(link)).toEqual(place);
});

it.each([
  'filemill:file/12',
  'filemill:///file/12',
  'FILEMILL://file/12',
  'filemill://file/0',
  'filemill://file/-1',
  'filemill://file/1e9',
  'filemill://file/99999999999999999999',
  'filemill://file/12?path=/etc/passwd',
  'filemill://file/12#x',
  'filemill://file/12/../13',
  'filemill://file/%31',
  'filemill://file//etc/passwd',
  'filemill://file/12\n',
  'filemill://file/12 --data /tmp/x',
  'filemill://file/12" --gpu-launcher="x',
  'filemill://user:password@file/12',
  'filemill://file:80/12',
  'filemill://archives?path=/etc/shadow',
  'filemill://files?query=x',
  'filemill://attention?cause=damaged&path=/x',
  'filemill://attention?cause=constructor',
  'filemill://attention?cause=<script>',
  'filemill://javascript:alert(1)',
  'filemill://settings?page=actions',
  'filemill://',
  'https://example.com/filemill://file/12',
  `filemill://${'a'.repeat(5_000)}`,
])('%s leads nowhere', (link) => {
  expect(placeOfLink(link)).toBeNull();
});

it('tells a broken link from a path', () => {
  expect(isLink('FileMill:whatever')).toBe(true);
  expect(isLink('/home/ana/filemill:x')).toBe(false);
});
