import { LANES } from '../../../shared/model/file';
import type { FlowPart } from '../../../shared/model/flow';
import { deedOf } from '../../format/deed-words';
import type { Route } from '../../state/route-store';

/** The list that a part of the picture opens. */
export function openPart(opens: FlowPart['opens']): Partial<Route> {
  const folder = 'folderId' in opens && opens.folderId !== undefined ? { folderId: opens.folderId } : {};
  switch (opens.list) {
    case 'files':
      return { section: 'files', ...folder, lane: LANES.find((lane) => lane === opens.lane) ?? null };
    case 'attention':
      return { section: 'attention', ...folder };
    case 'folders':
      return { section: 'folders', ...folder };
    case 'history':
      return { section: 'history', period: 'today', rule: opens.rule ?? null, target: opens.target ?? '', deed: opens.actions?.[0] === undefined ? null : deedOf(opens.actions[0]) };
  }
}
