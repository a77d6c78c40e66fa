import { statSync, type BigIntStats } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { toFsPath } from '../../../base/byte-name';
import { rootNumber, type FolderRecord } from '../../store/folders';
import { compareFile, fsPathOf, ledgerFile, lookAt, presentFiles, type Difference, type LedgerFile } from './compare-file';
import { hashFile } from './hash-file';
import { breathe, type Verification } from './tally';
import { isOurTemporary, tellLeftover } from './verify-leftovers';
import { isInSight, namesIn, walkFolder } from './walk-folder';
import { t, words } from '../../../shared/words/words';

const PER_PAGE = 500;
/** A running engine hears of a change within this. */
const GRACE_MS = 3_000;
/** So many differences are looked at a second time; more of them are no coincidence. */
const MAX_DOUBTS = 10_000;

interface Doubt {
  folder: FolderRecord;
  path: string;
}

const WORDS: Record<Difference, [message: string, hint: string]> = {
  unknown: [words('It lies in a watched folder, and the ledger does not know it.'), words('Filemill takes it up at its next scan.')],
  missing: [words('The ledger says that it lies here, and it does not.'), words('Filemill notes it at its next scan.')],
  changed: [words('It is not the version that the ledger knows.'), words('Filemill reads it again at its next scan.')],
  notFile: [words('The ledger knows a file here, and something else lies in its place.'), words('Filemill notes it at its next scan.')],
  unreadable: [words('It can’t be looked at.'), words('Give yourself the right to read its folder.')],
};

/** Every file that the ledger knows lies there as it knows it, and every file that lies there is known. */
export async function verifyFolders(verification: Verification): Promise<void> {
  const doubts: Doubt[] = [];
  for (const folder of verification.folders) {
    const problem = rootProblem(verification, folder);
    if (problem) {
      verification.unreachable.add(folder.path);
      verification.tally.misfit('files', folder.path, problem, t('Connect its drive, or remove the folder. Its files were not compared.'));
      continue;
    }
    await compareKnown(verification, folder, doubts);
    await findUnknown(verification, folder, doubts);
  }
  if (doubts.length === 0) return;
  if (verification.isRunning) await wait(GRACE_MS);
  for (const { folder, path } of doubts) lookAgain(verification, folder, path);
}

/** One sentence for a folder that is not there, in place of one for each of its files. */
function rootProblem({ database }: Verification, { id, path }: FolderRecord): string | null {
  const root = rootAt(path);
  if (!root) return t('The folder can’t be reached.');
  if (!root.isDirectory()) return t('Where the folder was lies something else.');
  const known = rootNumber(database, id);
  if (known === null || known === `${root.dev}:${root.ino}`) return null;
  // A share may get another number each time it is connected; then its files tell.
  const [first] = presentFiles(database, id, '', 1);
  return first && lookAt(path, first.path) === null ? t('Another folder lies at its place; its drive may not be connected.') : null;
}

function rootAt(path: string): BigIntStats | undefined {
  try {
    return statSync(toFsPath(path), { bigint: true, throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

async function compareKnown(verification: Verification, folder: FolderRecord, doubts: Doubt[]): Promise<void> {
  const { database, tally, hashes } = verification;
  for (let last = ''; ; ) {
    const files = presentFiles(database, folder.id, last, PER_PAGE);
    for (const file of files) {
      last = file.path;
      if (!isInSight(file.path, folder.settings.recursive)) continue;
      tally.count('files');
      const difference = compareFile(folder.path, file.path, file);
      if (difference !== null) doubt(verification, doubts, folder, file.path, difference);
      else if (hashes) await compareBytes(verification, folder, file);
    }
    if (files.length < PER_PAGE) return;
    await breathe();
  }
}

async function compareBytes({ tally }: Verification, folder: FolderRecord, file: LedgerFile): Promise<void> {
  // Where only the beginning decides, the rest may have changed without a word.
  const onlyHead = folder.settings.changeDetection === 'firstMegabyte';
  const known = onlyHead ? file.headSha256 : file.sha256;
  if (file.isRead !== 1 || known === null) return;
  tally.count('contents');
  try {
    const found = await hashFile(fsPathOf(folder.path, file.path), file, onlyHead);
    if (found === null) tally.underWay += 1;
    else if (found !== known) {
      tally.misfit('contents', join(folder.path, file.path), t('Its bytes are not the ones that were read, though its times say so.'), t('Touch the file, so that it is read again.'));
    }
  } catch (error) {
    tally.misfit('contents', join(folder.path, file.path), t('It can’t be read: {message}', { message: (error as Error).message }), t('Check its rights and its drive.'));
  }
}

async function findUnknown(verification: Verification, folder: FolderRecord, doubts: Doubt[]): Promise<void> {
  const { database, tally } = verification;
  const asides: string[] = [];
  await walkFolder(folder.path, folder.settings.recursive, {
    entry: (path, name) => {
      if (isOurTemporary(name)) tellLeftover(verification, join(folder.path, path));
      const isKnown = database.get('SELECT 1 FROM files WHERE folder_id = ? AND path = ? AND present = 1', folder.id, path);
      if (isKnown) return;
      tally.count('files');
      doubt(verification, doubts, folder, path, 'unknown');
    },
    aside: (path) => void asides.push(path),
    unreadable: (path) => {
      // The ledger has such a folder as one thing that is left alone.
      if (path !== '' && ledgerFile(database, folder.id, path)) return;
      tally.misfit('files', join(folder.path, path), t('This folder can’t be looked into, so nobody knows its files.'), t('Give yourself the right to read it.'));
    },
  });
  for (const aside of asides) {
    try {
      for await (const { name, path } of namesIn(folder.path, aside)) {
        if (isOurTemporary(name)) tellLeftover(verification, join(folder.path, path));
      }
    } catch {
      // Nothing of ours is looked for where we may not write.
    }
  }
}

function doubt(verification: Verification, doubts: Doubt[], folder: FolderRecord, path: string, difference: Difference): void {
  if (doubts.length < MAX_DOUBTS) doubts.push({ folder, path });
  else tell(verification, folder, path, difference);
}

function lookAgain(verification: Verification, folder: FolderRecord, path: string): void {
  const known = ledgerFile(verification.database, folder.id, path);
  const difference = compareFile(folder.path, path, known);
  const isToBeRead = known?.state === 'waiting' || known?.state === 'inProgress';
  if (difference === null || isToBeRead || isFresh(verification, folder, path)) verification.tally.underWay += 1;
  else tell(verification, folder, path, difference);
}

/** Nobody looks at a folder that rests; and the newest files of one that is watched may not have been seen yet. */
function isFresh({ isRunning }: Verification, folder: FolderRecord, path: string): boolean {
  if (!isRunning) return false;
  if (folder.settings.paused) return true;
  const look = lookAt(folder.path, path);
  return look !== null && look !== 'unreadable' && Date.now() - look.ctimeMs < GRACE_MS;
}

function tell({ tally, isRunning }: Verification, folder: FolderRecord, path: string, difference: Difference): void {
  const [message, hint] = WORDS[difference];
  const isTakenUp = difference !== 'unreadable';
  tally.misfit('files', join(folder.path, path), t(message), isRunning || !isTakenUp ? t(hint) : t('Filemill takes it up when it runs next.'));
}
