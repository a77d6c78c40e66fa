import { expect, it } from 'vitest';
import type { Accounting } from '../../../shared/model/file';
import { folderSettingsSchema } from '../../../shared/model/folder';
import { groupsOf, totalOf, type Narrowing } from './group-by';

const counted = (part: Partial<Accounting>): Accounting => ({ seen: 0, done: 0, inProgress: 0, waiting: 0, attention: 0, ignored: 0, ...part });
const folder = (id: number, name: string, accounting: Accounting) => ({ id, accounting, settings: folderSettingsSchema.parse({ name }) });
const everything: Narrowing = { state: 'all', lane: null, folderId: null, query: '' };
const facts = {
  folders: [folder(1, 'Scans', counted({ seen: 7, done: 5, waiting: 2 })), folder(2, 'Photos', counted({ seen: 3, done: 3 }))],
  accounting: counted({ seen: 10, done: 8, waiting: 2 }),
};

it('groups by nothing', () => {
  expect(groupsOf('none', everything, facts)).toEqual([]);
});

it('has one group for each folder, counted from its accounting', () => {
  const groups = groupsOf('folder', everything, facts);
  expect(groups.map(({ title, count, filter }) => ({ title, count, filter }))).toEqual([
    { title: 'Scans', count: 7, filter: { folderId: 1 } },
    { title: 'Photos', count: 3, filter: { folderId: 2 } },
  ]);
  expect(totalOf(groups)).toBe(10);
  expect(groupsOf('folder', { ...everything, state: 'done', folderId: 1 }, facts)).toMatchObject([
    { title: 'Scans', count: 5, filter: { folderId: 1, states: ['done'] } },
  ]);
});

it('has one group for each step, in which every file counts once', () => {
  const groups = groupsOf('step', everything, facts);
  expect(groups.map(({ title, count }) => `${title} ${count}`)).toEqual([
    'In progress 0',
    'Waiting 2',
    'Retrying null',
    'Set aside null',
    'Needs attention 0',
    'Done 8',
    'Ignored 0',
  ]);
  expect(groups.filter(({ partOf }) => partOf === 'Waiting').map(({ filter }) => filter)).toEqual([{ phase: 'retrying' }, { phase: 'held' }]);
  expect(totalOf(groups)).toBe(10);
});

it('keeps to what the list is narrowed to, and asks for what nothing has counted', () => {
  const waiting = groupsOf('step', { ...everything, state: 'waiting', folderId: 1 }, facts);
  expect(waiting.map(({ title, count }) => `${title} ${count}`)).toEqual(['Waiting 2', 'Retrying null', 'Set aside null']);
  expect(groupsOf('step', { ...everything, state: 'retrying' }, facts)).toMatchObject([{ partOf: null, opensAtFirst: true }]);
  const found = groupsOf('step', { ...everything, state: 'done', query: ' kestrel ' }, facts);
  expect(found).toMatchObject([{ count: null, filter: { states: ['done'], query: 'kestrel' } }]);
  expect(totalOf(found)).toBeNull();
});

it('opens few folders at once', () => {
  const many = Array.from({ length: 5 }, (_, index) => folder(index + 1, `Folder ${index}`, counted({})));
  const open = groupsOf('folder', everything, { ...facts, folders: many }).map(({ opensAtFirst }) => opensAtFirst);
  expect(open).toEqual([true, false, false, false, false]);
});
