import type { ActionName, ActionSpec } from '../../shared/model/action';
import type { Action } from './action';
import { archiveAction } from './content/archive';
import { extractAction } from './content/extract';
import { searchablePdfAction } from './content/searchable-pdf';
import { transformAction } from './content/transform';
import { validateAction } from './content/validate';
import { backupAction } from './file/backup';
import { copyAction } from './file/copy';
import { linkAction } from './file/link';
import { moveAction } from './file/move';
import { renameAction } from './file/rename';
import { routeAction, routeCopyAction } from './file/route';
import { trashAction } from './file/trash';
import { versionAction } from './file/version';
import { handOffAction } from './handoff/hand-off';
import { alertAction } from './messages/alert';
import { logAction } from './messages/log';
import { notifyAction } from './messages/notify';
import { tagAction } from './messages/tag';
import { webhookAction } from './messages/webhook';
import { uploadAction } from './messages/upload';
import { runAction } from './programs/run';

/** Actions keep no state: what they need comes with the step. */
const LIST: readonly Action[] = [
  // The original's own, and copies of it.
  backupAction,
  versionAction,
  copyAction,
  linkAction,
  moveAction,
  renameAction,
  routeAction,
  handOffAction,
  trashAction,
  // What looks at it, or makes something of it.
  validateAction,
  transformAction,
  searchablePdfAction,
  extractAction,
  archiveAction,
  // What is said, and sent.
  tagAction,
  logAction,
  notifyAction,
  alertAction,
  webhookAction,
  uploadAction,
  runAction,
];

/** Everything that a rule can do, by name. */
export const ALL_ACTIONS: ReadonlyMap<ActionName, Action> = new Map(LIST.map((action) => [action.name, action]));

/** Which one does what is written. */
export const actionOf = (spec: ActionSpec): Action | undefined => (spec.do === 'route' && spec.keep ? routeCopyAction : ALL_ACTIONS.get(spec.do));
