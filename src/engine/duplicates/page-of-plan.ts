import { join } from 'node:path';
import type { DuplicatePlan, PlanItem } from '../../shared/model/duplicates';
import { isThere } from '../actions/file-version';
import { Breath } from '../../base/breath';
import type { DuplicatesParts } from './duplicates-parts';
import type { ShownGroup } from './group-lists';
import type { Model } from './model';
import { t } from '../../shared/words/words';

/** What is planned, file by file, in the order of groups; only the groups of the page are read. */
export async function pageOfPlan(
  model: Model,
  parts: Pick<DuplicatesParts, 'folders'>,
  offset: number,
  limit: number,
): Promise<{ plan: DuplicatePlan; total: number; items: PlanItem[] }> {
  const groups = model.lists.planned();
  const items: PlanItem[] = [];
  const breath = new Breath();
  let at = 0;
  for (const group of groups) {
    const count = plannedIn(group);
    if (at + count > offset && at < offset + limit) {
      const ofGroup = await itemsOf(group, model, parts, breath);
      items.push(...ofGroup.slice(Math.max(0, offset - at), offset + limit - at));
    }
    at += count;
  }
  return { plan: model.lists.total().plan, total: groups.reduce((sum, group) => sum + plannedIn(group), 0), items };
}

const plannedIn = ({ summary: { plan } }: ShownGroup): number => plan.remove + plan.hardlink + plan.move;

async function itemsOf(group: ShownGroup, model: Model, { folders }: Pick<DuplicatesParts, 'folders'>, breath: Breath): Promise<PlanItem[]> {
  const members = await model.members(group, breath);
  if (!members) return [];
  const pathOf = ({ folderId, path }: { folderId: number; path: string }): string => join(folders.find(folderId)?.path ?? '', path);
  const keeperPath = pathOf(members.keeper);
  return members.all
    .map((one) => ({ one, action: model.marks.actionOf(group.tier, one.fileId) }))
    .filter(({ action }) => action !== 'keep')
    .map(({ one, action }) => {
      const absolutePath = pathOf(one);
      return { groupId: group.id, fileId: one.fileId, absolutePath, size: one.size, action, keeperPath, obstacle: obstacleOf(absolutePath, keeperPath) };
    });
}

/** What can be seen without reading; all of it is looked at again when it is done. */
function obstacleOf(path: string, keeperPath: string): string | null {
  try {
    if (!isThere(path)) return t('It is not there any more.');
    return isThere(keeperPath) ? null : t('The file that was to stay is not there any more.');
  } catch {
    return t('It can’t be reached.');
  }
}
