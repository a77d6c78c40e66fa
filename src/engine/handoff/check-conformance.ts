import { basename, join } from 'node:path';
import { walkFolders } from './find-names';
import { lookAtHandoffs, type HandoffRow } from './look-at-handoffs';
import { ageOf } from '../../base/age';
import { lstatSync } from 'node:fs';
import { toFsPath } from '../../base/byte-name';
import { displayName } from '../../shared/model/display-name';
import type { Fault } from './faults';
import { t } from '../../shared/words/words';

/** What is not wrong and still not as the specification has it. */
export type Remark = 'nameUnusual' | 'notDated' | 'otherDay' | 'fieldMissing' | 'timeUnreadable' | 'timeWithoutZone' | 'timeInFuture' | 'noAddressee' | 'addresseeBlanks' | 'rowsDiffer' | 'sidecarNotUtf8' | 'oddCharacters' | 'temporaryLeft' | 'lockLeft' | 'folderUnreadable';

export type Finding =
  /** `fault` is null where somebody has to look at it, though the files are right: "stuck". */
  | { severity: 'fault'; path: string; state: HandoffRow['state']; what: Fault | 'stuck'; message: string; hint: string }
  | { severity: 'remark'; path: string; what: Remark; message: string; hint: string };

export interface Conformance {
  row: HandoffRow | null;
  findings: Finding[];
}

const NAME = /^.+_.+_(\d{8})_\d{6}(?:_\d+)?(?:\.[^.]+)*$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const LEFT_MS = 3_600_000;
/** Clocks of two machines differ by so much. */
const SKEW_MS = 5 * 60_000;

/**
 * What the programs that write into a folder do otherwise than the specification has it. Changes nothing.
 *
 * @yields one value for each hand-off, also for those that are right, and for each stray file
 */
export async function* checkConformance(root: string, options: Parameters<typeof lookAtHandoffs>[1] = {}): AsyncGenerator<Conformance> {
  const unreadable: string[] = [];
  for await (const row of lookAtHandoffs(root, options, (folder) => unreadable.push(folder))) yield { row, findings: [...faultsOf(row), ...remarksOn(row)] };
  for (const path of unreadable) yield { row: null, findings: [remark(path, 'folderUnreadable', t('This folder can’t be read.'), t('Give your account the right to.'))] };
  for (const { folder, names } of walkFolders(root, { signal: options.signal })) {
    for (const name of names) {
      const path = join(folder, name);
      if (name.startsWith('.tmp_') && isLeft(path)) yield { row: null, findings: [remark(path, 'temporaryLeft', t('It was left by a program that ended while it wrote.'), t('Delete it when nobody writes it any more.'))] };
      else if (name.endsWith('.lock') && !names.includes(name.slice(0, -5)) && isLeft(path)) yield { row: null, findings: [remark(path, 'lockLeft', t('There is no file to this lock.'), t('Delete it when its program does not run.'))] };
    }
  }
}

function isLeft(path: string): boolean {
  const stats = lstatSync(toFsPath(path), { throwIfNoEntry: false });
  return stats !== undefined && ageOf(stats.mtimeMs) >= LEFT_MS;
}

function faultsOf({ pair, state, fault, error }: HandoffRow): Finding[] {
  if (!error) return [];
  return [{ severity: 'fault', path: fault === null || fault.startsWith('data') || fault === 'sidecarMissing' ? pair.data : pair.sidecar, state, what: fault ?? 'stuck', message: error.message, hint: error.hint }];
}

function remarksOn({ pair, sidecar, state, rows }: HandoffRow): Finding[] {
  if (state === 'processed' || state === 'error') return [];
  const found: Finding[] = [];
  const say = (what: Remark, message: string, hint: string): number => found.push(remark(pair.data, what, message, hint));
  if (displayName(pair.name) !== pair.name) say('oddCharacters', t('Its name holds line breaks, control characters or bytes that are no UTF-8.'), t('Use letters, digits, - and _.'));
  const [, stamp] = NAME.exec(pair.name) ?? [];
  if (stamp === undefined) say('nameUnusual', t('Its name is not {app}_{type}_{YYYYMMDD_HHMMSS} and an ending.'), t('Name it so, that names tell what it is and never repeat.'));
  const day = DAY.exec(basename(pair.folder))?.slice(1).join('');
  if (day === undefined) say('notDated', t('It does not lie in a folder of its day.'), t('Write into a folder named YYYY-MM-DD.'));
  else if (stamp !== undefined && day !== stamp) say('otherDay', t('It lies in the folder of another day than its name says.'), t('Take both from one reading of the clock.'));
  if (!sidecar) return found;
  const missing = (['filename', 'created_at', 'created_by', 'file_size', 'row_count'] as const).filter((field) => sidecar[field] === undefined && field !== 'row_count');
  if (missing.length > 0) say('fieldMissing', t('Its sidecar has no {fields}.', { fields: missing.join(t(', no ')) }), t('Write all fields of the specification.'));
  if (sidecar.next_app === null || sidecar.next_app === '') say('noAddressee', t('It is addressed to nobody.'), t('Write into next_app who is to take it.'));
  else if (sidecar.next_app.trim() !== sidecar.next_app) say('addresseeBlanks', t('Its addressee begins or ends with a blank: “{app}”.', { app: displayName(sidecar.next_app) }), t('Write the name alone: programs compare all of it.'));
  // With or without the header.
  if (typeof sidecar.row_count === 'number' && rows !== null && sidecar.row_count !== rows && sidecar.row_count !== rows - 1) {
    say('rowsDiffer', t('Its sidecar says {said, number} rows, and the data has {rows, number} lines.', { said: sidecar.row_count, rows }), t('Count them when the data is whole.'));
  }
  if (JSON.stringify(sidecar).includes('\ufffd')) say('sidecarNotUtf8', t('Its sidecar holds letters that are no UTF-8.'), t('Open it for writing with encoding="utf-8".'));
  if (sidecar.created_at !== undefined) remarkOnTime(sidecar.created_at, say);
  return found;
}

/** ISO 8601, as `datetime.isoformat` writes it, with or without a zone. */
const TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2}(?::\d{2})?)?$/i;

function remarkOnTime(written: string, say: (what: Remark, message: string, hint: string) => void): void {
  const [whole, zone] = TIME.exec(written) ?? [];
  const instant = whole === undefined || !isDay(whole) ? Number.NaN : Date.parse(written.replace(' ', 'T').replace(',', '.'));
  if (Number.isNaN(instant)) say('timeUnreadable', t('created_at is no time: “{written}”.', { written: displayName(written.slice(0, 60)) }), t('Write ISO 8601, such as 2026-11-22T21:46:28+01:00.'));
  else if (zone === undefined) say('timeWithoutZone', t('created_at does not say its time zone.'), t('In Python: datetime.now().astimezone().isoformat().'));
  else if (instant > Date.now() + SKEW_MS) say('timeInFuture', t('created_at lies in the future.'), t('Set the clock of the machine that writes it.'));
}

/** JavaScript takes the 30th of February for the 2nd of March. @param time that begins with a date */
function isDay(time: string): boolean {
  const [year = 0, month = 0, day = 0] = time.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).getUTCDate() === day;
}

const remark = (path: string, what: Remark, message: string, hint: string): Finding => ({ severity: 'remark', path, what, message, hint });
