/**
 * Every failure Filemill can name: one row each. `retry` says what the mill does by itself, `cause` groups the
 * Attention screen, `exitCode` is what the command line ends with when the failure is its own.
 *
 * - `backoff`: try again after a growing pause, up to the folder's maximum of attempts
 * - `whenCleared`: the environment is at fault; wait, probe, and go on by itself without using up attempts
 * - `never`: the same bytes would fail the same way
 */
export type RetryClass = 'backoff' | 'whenCleared' | 'never';

export const CAUSES = [
  'damaged',
  'needsPassword',
  'lowConfidence',
  'diskFull',
  'locked',
  'unreachable',
  'tooLarge',
  'refused',
  'changing',
  'action',
  'settings',
  'bug',
] as const;
export type Cause = (typeof CAUSES)[number];

export interface ErrorRow {
  readonly retry: RetryClass;
  readonly cause: Cause;
  readonly exitCode: number;
}

const row = (retry: RetryClass, cause: Cause, exitCode: number): ErrorRow => ({ retry, cause, exitCode });

export const ERROR_TABLE = {
  'file.damaged': row('never', 'damaged', 1),
  'file.invalid': row('never', 'damaged', 1),
  'file.empty': row('never', 'damaged', 1),
  'file.needsPassword': row('never', 'needsPassword', 1),
  'file.lowConfidence': row('never', 'lowConfidence', 1),
  'file.tooLarge': row('never', 'tooLarge', 1),
  'file.tooComplex': row('never', 'tooLarge', 1),
  'file.tooSlow': row('never', 'tooLarge', 1),
  'file.locked': row('whenCleared', 'locked', 1),
  'file.vanished': row('never', 'changing', 1),
  'file.changed': row('backoff', 'changing', 1),
  'file.notRegular': row('never', 'refused', 1),
  'file.unsafe': row('never', 'refused', 1),
  'file.outsideFolder': row('never', 'refused', 1),
  'file.denied': row('backoff', 'unreachable', 1),
  'file.unreadable': row('backoff', 'unreachable', 1),
  'disk.full': row('whenCleared', 'diskFull', 1),
  'system.exhausted': row('whenCleared', 'unreachable', 1),
  'folder.missing': row('whenCleared', 'unreachable', 2),
  'folder.notFolder': row('never', 'settings', 2),
  'folder.denied': row('whenCleared', 'unreachable', 2),
  'folder.nested': row('never', 'settings', 2),
  'folder.known': row('never', 'settings', 2),
  'folder.ownData': row('never', 'settings', 2),
  'folder.loop': row('never', 'settings', 2),
  'folder.system': row('never', 'settings', 2),
  'folder.unknown': row('never', 'settings', 2),
  'file.unknown': row('never', 'settings', 2),
  'search.invalid': row('never', 'settings', 2),
  'artifact.none': row('never', 'damaged', 1),
  'duplicates.noGroup': row('never', 'changing', 1),
  'duplicates.refused': row('never', 'refused', 1),
  'duplicates.lastCopy': row('never', 'refused', 1),
  'trash.unavailable': row('never', 'unreachable', 1),
  'effect.unknown': row('never', 'settings', 2),
  'effect.changed': row('never', 'changing', 1),
  'effect.final': row('never', 'refused', 1),
  'archive.noEntry': row('never', 'changing', 1),
  'archive.partMissing': row('never', 'damaged', 1),
  'archive.notVerified': row('backoff', 'damaged', 1),
  'action.failed': row('never', 'action', 1),
  'action.notAllowed': row('never', 'settings', 1),
  'action.unreachable': row('backoff', 'unreachable', 1),
  'upload.unreachable': row('whenCleared', 'unreachable', 1),
  'upload.keysNeeded': row('whenCleared', 'settings', 1),
  'upload.refused': row('never', 'action', 1),
  'upload.taken': row('never', 'action', 1),
  'upload.notVerified': row('never', 'action', 1),
  'ocr.noLanguage': row('never', 'settings', 2),
  'settings.invalid': row('never', 'settings', 2),
  'usage.invalid': row('never', 'settings', 2),
  'store.damaged': row('never', 'damaged', 3),
  'store.busy': row('never', 'locked', 3),
  'store.unwritable': row('never', 'unreachable', 3),
  'store.newer': row('never', 'settings', 3),
  'worker.crashed': row('backoff', 'bug', 3),
  'worker.poisoned': row('never', 'damaged', 1),
  'peer.gone': row('backoff', 'bug', 3),
  'peer.silent': row('backoff', 'bug', 3),
  'contract.mismatch': row('never', 'bug', 3),
  'contract.invalid': row('never', 'bug', 3),
  'call.cancelled': row('never', 'changing', 1),
  'environment.missing': row('never', 'unreachable', 3),
  bug: row('never', 'bug', 3),
} as const satisfies Record<string, ErrorRow>;

export type ErrorCode = keyof typeof ERROR_TABLE;
export const ERROR_CODES = Object.keys(ERROR_TABLE) as ErrorCode[];
