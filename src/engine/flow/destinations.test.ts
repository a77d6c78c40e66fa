import { describe, expect, it } from 'vitest';
import { ruleSchema, type Rule } from '../../shared/model/rule';
import { Destinations, fixedPart } from './destinations';

const roots = [
  { id: 1, name: 'Scans', path: '/in/scans' },
  { id: 2, name: 'Photos', path: '/in/photos' },
];
const rule = (name: string, then: unknown[], folders: string[] = []): Rule => ruleSchema.parse({ name, folders, then });

describe('the fixed part of a template', () => {
  it.each([
    ['/archive/{date:YYYY}/{now:MM}', '/archive'],
    ['/archive/year-{date:YYYY}', '/archive'],
    ['/archive', '/archive'],
    ['/archive/', '/archive'],
    ['D:\\archive\\{stem}', 'D:\\archive'],
    ['processed/{ext}', 'processed'],
    ['{folder}/x', ''],
    ['/{date}', '/'],
  ])('%s: %s', (template, fixed) => expect(fixedPart(template)).toBe(fixed));
});

describe('where rules lead', () => {
  it('is named before anything went there', () => {
    const all = new Destinations(
      [
        rule('File', [{ do: 'copy', to: '/archive/{date:YYYY}' }, { do: 'copy', to: '/archive' }, { do: 'move', to: 'done' }]),
        rule('Tell', [{ do: 'notify' }, { do: 'alert', message: 'x' }, { do: 'tag', add: ['a'] }, { do: 'validate' }]),
        rule('Hand on', [{ do: 'route', to: 'photos' }, { do: 'route', to: '/gone' }]),
        rule('Away', [{ do: 'trash' }, { do: 'trash', to: 'vault' }, { do: 'webhook', url: 'https://a.example:8/x' }, { do: 'run', program: '/bin/lp' }]),
        rule('Beside', [{ do: 'rename', as: 'x' }, { do: 'transform' }]),
      ],
      roots,
    );
    const titles = (name: string): string[] => all.of(name).map((id) => all.place(id).title);
    expect(titles('File')).toEqual(['archive', 'done']);
    expect(titles('Tell')).toEqual(['Notices', 'Tags']);
    expect(all.place(all.of('Hand on')[0] ?? '')).toMatchObject({ title: 'Photos', opens: { list: 'folders', folderId: 2 } });
    expect(all.place(all.of('Hand on')[1] ?? '')).toMatchObject({ title: 'gone', detail: 'not watched' });
    expect(titles('Away')).toEqual(['Trash', 'Vault', 'a.example:8', 'lp']);
    expect(titles('Beside')).toEqual(['Stay in their folder']);
    expect(all.of('No such rule')).toEqual([]);
  });

  it('is known of what was done: the nearest place that the rule names', () => {
    const all = new Destinations([rule('File', [{ do: 'copy', to: '/archive' }, { do: 'copy', to: '/archive/tax/{x}' }, { do: 'move', to: 'done' }], ['Scans'])], roots);
    const title = (action: string, folder: string): string => all.place(all.ofEffect({ rule: 'File', action, folder })).title;
    expect(title('copy', '/archive/2026/')).toBe('archive');
    expect(title('copy', '/archive/tax/a/b/')).toBe('tax');
    expect(title('copy', '/archive-2/')).toBe('archive-2');
    expect(title('relocate', '/in/scans/done/')).toBe('done');
    // A folder that the rule does not apply to.
    expect(all.ofEffect({ rule: 'File', action: 'relocate', folder: '/in/photos/done/' })).toBe('to:/in/photos/done');
    expect(title('message', '')).toBe('Notices');
    expect(title('discard', '/x/')).toBe('Trash');
  });

  it('is that of the archive for what is gathered for one, which leads nowhere yet', () => {
    const all = new Destinations([rule('Pack', [{ do: 'tag', add: ['packed'] }, { do: 'archive', to: '/packs/{date:YYYY}', gather: { count: 9 } }])], roots);
    expect(all.place(all.ofEffect({ rule: 'Pack', action: 'gather', folder: '' })).title).toBe('packs');
    expect(all.ofEffect({ rule: 'Gone', action: 'gather', folder: '' })).toBe('stays');
  });

  it('keeps what no rule names any more within bounds', () => {
    const all = new Destinations([], roots);
    const ids = new Set(Array.from({ length: 500 }, (_, n) => all.ofEffect({ rule: 'Old', action: 'copy', folder: `/x/${n}/` })));
    expect(ids.size).toBe(51);
    expect(ids.has('elsewhere')).toBe(true);
  });

  it('leaves what is changed beside its original where it is', () => {
    const all = new Destinations([rule('Shrink', [{ do: 'transform' }])], roots);
    expect(all.ofEffect({ rule: 'Shrink', action: 'transform', folder: '/in/scans/sub/' })).toBe('stays');
  });
});
