import { describe, expect, it } from 'vitest';
import { savedViewSchema, savedViewsSchema } from '../../../shared/model/view';
import { HOME, type Route } from '../../state/route-store';
import { routeOfView, shownView, viewAt } from './view-route';

const FOLDERS = [{ id: 7, path: '/in/scans' }];
const at = (change: Partial<Route>): Route => ({ ...HOME, section: 'files', ...change });

describe('a view', () => {
  it('leads back to where it was saved', () => {
    const route = at({ query: 'type:pdf net ', state: 'attention', folderId: 7, sort: 'name', fileId: 3 });
    const view = { name: 'Unpaid', ...viewAt(route, FOLDERS) };
    expect(view).toEqual({ name: 'Unpaid', query: 'type:pdf net', state: 'attention', lane: null, folder: '/in/scans', sort: 'name' });
    const saved = savedViewSchema.parse(view);
    const there = { ...HOME, ...routeOfView(saved, FOLDERS) };
    expect(there).toMatchObject({ section: 'files', query: 'type:pdf net', state: 'attention', folderId: 7, sort: 'name', fileId: null });
    expect(shownView([saved], there, FOLDERS)).toBe(saved);
  });

  it('is there only where the list of files is narrowed', () => {
    expect(viewAt(at({}), FOLDERS)).toBeNull();
    expect(viewAt(at({ section: 'history', query: 'net' }), FOLDERS)).toBeNull();
    expect(viewAt(at({ sort: 'size' }), FOLDERS)).not.toBeNull();
  });

  it('is not on show where anything differs', () => {
    const saved = savedViewSchema.parse({ name: 'Failed', state: 'attention' });
    expect(shownView([saved], at({ state: 'attention' }), FOLDERS)).toBe(saved);
    expect(shownView([saved], at({ state: 'attention', query: 'net' }), FOLDERS)).toBeNull();
    expect(shownView([saved], at({ state: 'attention', folderId: 7 }), FOLDERS)).toBeNull();
  });

  it('has a name of its own', () => {
    expect(savedViewsSchema.safeParse([{ name: 'One' }, { name: ' One ' }]).success).toBe(false);
    expect(savedViewsSchema.safeParse([{ name: '  ' }]).success).toBe(false);
    expect(savedViewsSchema.safeParse([{ name: 'One' }, { name: 'Two' }]).success).toBe(true);
  });
});
