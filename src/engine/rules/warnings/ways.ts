import { relative, sep } from 'node:path';
import type { ActionSpec } from '../../../shared/model/action';
import type { Rule } from '../../../shared/model/rule';
import { folderKey } from '../rule-set';
import { foldersOf } from '../check-rule';
import { onceFor } from './once-for';
import { targetsOf } from './target-of';
import { folderAround, type WatchedFolder } from './watched-folder';

/** One way by which a rule brings something from one watched folder into another, or into the same. */
export interface Way {
  rule: Rule;
  action: number;
  from: WatchedFolder;
  to: WatchedFolder;
  /** Where in it, as far as that is the same for all files; '' for anywhere. */
  subfolder: string;
  /** By a route: the original itself goes, under rules that were written for this. */
  isRoute: boolean;
}

const MOVES: readonly ActionSpec['do'][] = ['move', 'rename'];

/** All ways of a rule that is on; none of it stays within what one folder does by itself. */
export const waysOf = onceFor((rule, folders): readonly Way[] => {
  if (!rule.isEnabled) return [];
  const named = folders.map((folder) => ({ ...folder, name: folder.settings.name, folder }));
  const own = foldersOf(rule, named);
  return rule.then.flatMap((spec, action) =>
    own.flatMap(({ folder: from }) =>
      destinations(spec, from, folders).flatMap(({ to, subfolder }): Way[] => {
        // What moves within its folder is no new file there, and a route to where a file lies leaves it there.
        const isAtHome = to === from && (MOVES.includes(spec.do) || (spec.do === 'route' && rule.folders.length === 0));
        return isAtHome ? [] : [{ rule, action, from, to, subfolder, isRoute: spec.do === 'route' }];
      }),
    ),
  );
});

function destinations(spec: ActionSpec, from: WatchedFolder, folders: readonly WatchedFolder[]): Pick<Way, 'to' | 'subfolder'>[] {
  if (spec.do === 'route') {
    return folders.filter(({ path, settings }) => [path, settings.name].map(folderKey).includes(folderKey(spec.to))).map((to) => ({ to, subfolder: '' }));
  }
  return targetsOf(spec, [from.path]).flatMap(({ folder }) => {
    const to = folderAround(folder, folders);
    return to ? [{ to, subfolder: relative(to.path, folder).split(sep).join('/') }] : [];
  });
}
