import { accessSync, constants } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { toFsPath } from '../../../base/byte-name';
import { displayName } from '../../../shared/model/display-name';
import type { ActionSpec } from '../../../shared/model/action';
import type { Rule, RuleWarning } from '../../../shared/model/rule';
import { fixedFolderOf } from '../../acting/file/place-of';
import { isThere } from '../../actions/file-version';
import { t } from '../../../shared/words/words';

/**
 * Folders that a rule writes into and that are gone, or can't be written into, as the disks are now. Such a rule can be saved all the same: a drive
 * may be back tomorrow. Looks at the disk, so it is asked where a rule is written, and not each time rules are listed.
 */
export function warnOfPlaces({ then }: Rule): RuleWarning[] {
  return then.flatMap((spec, action): RuleWarning[] => {
    const sentence = faultOf(spec);
    return sentence === null ? [] : [{ kind: 'outOfReach', sentence, action }];
  });
}

function faultOf(spec: ActionSpec): string | null {
  const to = 'to' in spec && spec.do !== 'route' && spec.do !== 'trash' ? spec.to : undefined;
  if (to === undefined || !isAbsolute(to)) return null;
  const folder = fixedFolderOf(to);
  const shown = displayName(folder);
  const there = [folder, dirname(folder)].find(isThere);
  if (there === undefined) return t('The folder {shown} is not there now: until it is, files wait.', { shown });
  return isWritable(there) ? null : t('Filemill is not allowed to write into {shown}: until it is, files wait.', { shown });
}

function isWritable(folder: string): boolean {
  try {
    accessSync(toFsPath(folder), constants.W_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
