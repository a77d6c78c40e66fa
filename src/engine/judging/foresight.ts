import { basename, dirname, join } from 'node:path';
import { FilemillError, toErrorData } from '../../shared/errors/filemill-error';
import { displayName } from '../../shared/model/display-name';
import type { Redirect } from '../acting/action';
import { skippedSentence } from '../acting/file/skipped-sentence';
import { hashAt } from '../actions/copy-verified';
import { lookAt } from '../actions/file-version';
import { numberedName } from '../actions/numbered-name';
import type { Judged, JudgedStep } from './judged';
import { landingOf, type Landing } from './landing';
import { nthOf, wishOf, type Wish } from './wish-of';
import { t } from '../../shared/words/words';

/** Larger files of the same size are taken to be the same: nobody waits for a trial to read a disk of films. */
const MOST_COMPARED_BYTES = 64_000_000;
/** As many as are compared when it is done. */
const MOST_COMPARED = 50;
const MOST_NAMES = 1_000_000;

/** Who has a name. */
type Holder =
  /** Another file of the trial that comes first; null where its bytes are not known. */
  | { by: 'trial'; sha256: string | null }
  | { by: 'disk' };

/**
 * What would become of plans when they are carried out: names that are taken, on the disk or by other files of the same
 * trial, folders that can't be written into, other disks, what comes into the vault. Nothing is written; what is foreseen is
 * written where the outcomes tell of the steps.
 */
export class Foresight {
  /** Of which bytes what files of this trial would have put there. */
  private readonly taken = new Map<string, string | null>();
  /** Of each name that is taken, the number that is tried next. */
  private readonly numbers = new Map<string, number>();
  private readonly folders = new Map<string, Landing>();

  /** @param keepsMoved the settings want a copy of each original in the vault before it goes */
  constructor(private readonly keepsMoved: boolean) {}

  /** After the files that come before it. @throws FilemillError `call.cancelled` */
  async look({ steps, redirect }: Judged, signal: AbortSignal): Promise<void> {
    let isStuck = false;
    for (const step of steps) {
      if (isStuck) notReached(step, t('An action before it can’t be done.'));
      else if (step.error === null && step.action.kind === 'side') await this.lookAhead(step, () => this.side(step, signal));
      isStuck ||= isStop(step);
    }
    const last = steps.findLast(({ action, planned }) => action.kind === 'original' && planned !== null);
    if (!isStuck && last && redirect) {
      await this.lookAhead(last, () => this.original(last, redirect, signal));
      isStuck = isStop(last);
      if (last.told.state === 'skipped') for (const { action, told } of steps) if (action.kind === 'original' && told.state === 'planned') Object.assign(told, { state: 'skipped', sentence: t('The file stays where it is.') });
    }
    if (isStuck) for (const step of steps) if (step.action.kind === 'original') notReached(step, t('An action can’t be done, so the file stays where it is.'));
  }

  private async lookAhead(step: JudgedStep, look: () => Promise<void>): Promise<void> {
    try {
      await look();
    } catch (thrown) {
      const error = toErrorData(thrown);
      if (error.code === 'call.cancelled') throw thrown;
      Object.assign(step.told, { state: 'failed', sentence: error.message, error });
    }
  }

  private async side(step: JudgedStep, signal: AbortSignal): Promise<void> {
    const wish = wishOf(step);
    if (wish) await this.settle(wish, signal);
    else if (step.told.target !== null) this.landing(dirname(step.told.target), 'file');
  }

  private async original(step: JudgedStep, redirect: Redirect, signal: AbortSignal): Promise<void> {
    const { told, context } = step;
    const { source } = context.file;
    if (redirect.kind === 'place') {
      const wish = { step, conflict: redirect.conflict, targetAt: redirect.targetAt ?? ((number: number) => nthOf(redirect, number)) };
      if (!(await this.settle(wish, signal))) return;
      const own = lookAt(source);
      if (own && this.landing(redirect.folder, 'file').dev !== own.dev) told.sentence = t('{sentence}, which is on another disk: copied there, proved, then removed here', { sentence: told.sentence });
    }
    const goesToVault = redirect.kind === 'trash' && redirect.to === 'vault';
    if (this.keepsMoved && !goesToVault) told.sentence = t('{sentence}; a copy of it is kept in the vault', { sentence: told.sentence });
  }

  /** @returns whether it would be written, or go */
  private async settle(wish: Wish, signal: AbortSignal): Promise<boolean> {
    const { step, conflict, targetAt } = wish;
    const { told, spec, context } = step;
    const { file } = context;
    const target = targetAt(1);
    told.target = target;
    const holder = this.holderOf(target);
    const { dev } = this.landing(dirname(target), spec.do === 'link' ? 'link' : 'file');
    if (spec.do === 'link' && spec.kind === 'hard' && dev !== (lookAt(file.source)?.dev ?? dev)) {
      throw new FilemillError('file.unsafe', t('A further name can’t be made there: the place lies on another drive.'), { hint: t('Choose “kind: symbolic” in the rule, or copy it instead.') });
    }
    const sha256 = makesNew(step) ? null : file.sha256;
    if (holder === null) {
      this.taken.set(keyOf(target), sha256);
      return true;
    }
    if (conflict === 'skip') return skipped(step, target, holder, 'taken');
    const identical = conflict === 'keepIdentical' ? await this.identicalOf(wish, signal) : null;
    if (identical) return skipped(step, identical.path, identical.holder, 'identical');
    if (conflict === 'replace') return this.replace(step, target, holder, sha256);
    const free = this.freeName(conflict === 'renameExisting' ? (number) => join(dirname(target), numberedName(basename(target), number, spec.do !== 'extract')) : targetAt);
    if (conflict === 'renameExisting') {
      this.taken.set(keyOf(free), this.taken.get(keyOf(target)) ?? null);
      this.taken.set(keyOf(target), sha256);
      told.sentence = t('{sentence}; {by, select, disk {what lies there} other {another file that takes the name first}} becomes “{name}”', { sentence: told.sentence, by: holder.by, name: displayName(basename(free)) });
    } else {
      this.taken.set(keyOf(free), sha256);
      told.target = free;
      told.sentence = t('{sentence}, as “{name}”: {by, select, disk {a file of the name is there} other {another file takes the name first}}', { sentence: told.sentence, by: holder.by, name: displayName(basename(free)) });
    }
    return true;
  }

  private replace({ told, spec, context }: JudgedStep, target: string, holder: Holder, sha256: string | null): boolean {
    if (spec.do === 'extract' && (holder.by === 'trial' || lookAt(target)?.isDirectory())) {
      told.isDestructive = true;
      told.sentence = t('{sentence}, among what lies there; files of the same names go into the vault', { sentence: told.sentence });
      return true;
    }
    if (holder.by === 'disk') {
      if (target === context.file.source) throw new FilemillError('file.unsafe', t('It would have to make way for itself.'), { hint: t('Choose another name or folder in the rule.') });
      if (!lookAt(target)?.isFile()) throw new FilemillError('file.notRegular', t('{target} is a folder or a link and stays where it is.', { target: displayName(target) }), { hint: t('Choose another name.') });
    }
    told.isDestructive = true;
    told.sentence = t('{sentence}; {by, select, disk {what lies there} other {another file that takes the name first}} goes into the vault', { sentence: told.sentence, by: holder.by });
    this.taken.set(keyOf(target), sha256);
    return true;
  }

  private holderOf(target: string): Holder | null {
    const sha256 = this.taken.get(keyOf(target));
    if (sha256 !== undefined) return { by: 'trial', sha256 };
    return lookAt(target) === undefined ? null : { by: 'disk' };
  }

  /** The first with the same bytes among those that have the name, or a number of it. */
  private async identicalOf({ step, targetAt }: Wish, signal: AbortSignal): Promise<{ path: string; holder: Holder } | null> {
    for (let number = 1; number <= MOST_COMPARED; number += 1) {
      const path = targetAt(number);
      const holder = this.holderOf(path);
      if (holder === null) return null;
      if (await isSame(holder, path, step, signal)) return { path, holder };
    }
    return null;
  }

  private freeName(targetAt: (number: number) => string): string {
    const first = targetAt(1);
    for (let number = this.numbers.get(first) ?? 2; number < MOST_NAMES; number += 1) {
      const target = targetAt(number);
      if (this.holderOf(target) !== null) continue;
      this.numbers.set(first, number + 1);
      return target;
    }
    throw new FilemillError('folder.denied', t('Too many files have the name.'), { hint: t('Choose another name in the rule.') });
  }

  /** What a folder will be written into. @throws FilemillError `folder.denied`, `folder.notFolder`, `folder.missing` */
  private landing(folder: string, what: string): { dev: bigint } {
    let landing = this.folders.get(folder);
    if (!landing) this.folders.set(folder, (landing = landingOf(folder, what)));
    if ('error' in landing) throw landing.error;
    return landing;
  }
}

/** Its bytes are others than the file's. */
const makesNew = ({ spec }: JudgedStep): boolean => ['transform', 'searchablePdf', 'extract', 'archive'].includes(spec.do);

async function isSame(holder: Holder, target: string, step: JudgedStep, signal: AbortSignal): Promise<boolean> {
  const { file } = step.context;
  if (file.sha256 === null || makesNew(step)) return false;
  if (holder.by === 'trial') return holder.sha256 === file.sha256;
  const there = lookAt(target);
  if (!there?.isFile() || Number(there.size) !== file.size) return false;
  return file.size > MOST_COMPARED_BYTES || (await hashAt(target, signal)) === file.sha256;
}

function skipped({ told }: JudgedStep, path: string, holder: Holder, why: 'taken' | 'identical'): false {
  const sentence =
    holder.by === 'disk'
      ? skippedSentence({ path, why })
      : t('{sentence}: nothing, as {why, select, taken {another file takes the name first} other {another file with the same bytes is there first}}', { sentence: told.sentence, why });
  Object.assign(told, { state: 'skipped', target: path, sentence });
  return false;
}

function notReached({ told }: JudgedStep, sentence: string): void {
  if (told.state === 'planned') Object.assign(told, { state: 'notReached', sentence });
}

const isStop = ({ told, spec }: JudgedStep): boolean => told.state === 'failed' && spec.onFailure === 'stop';

/** Where capitals make no difference, they make no other name. */
const keyOf = (path: string): string => (process.platform === 'linux' ? path : path.normalize('NFC').toLowerCase());
