import { rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { toFsPath } from '../../../../base/byte-name';
import { FilemillError } from '../../../../shared/errors/filemill-error';
import type { PackSource } from '../../../../shared/model/packing';
import { packWithSevenZip } from '../../seven-zip/pack-with-seven-zip';
import { entryFacts } from '../entry-facts';
import type { PackJob } from '../pack-job';
import { checkFolder, OpenSource } from '../pack-source';
import { LinkTree } from './link-tree';
import { t } from '../../../../shared/words/words';

/**
 * 7-Zip reads the files itself; that it read what was hashed is proved when the archive is read back.
 *
 * @throws FilemillError `usage.invalid` for a target that can't be told to another program
 */
export async function writeSevenZip(job: PackJob, target: string): Promise<void> {
  if (typeof toFsPath(target) !== 'string') {
    throw new FilemillError('usage.invalid', t('A 7z can’t be made here: the name of the archive, or of a folder above it, has bytes that are no text.'), { hint: t('Choose zip, or another name or folder.') });
  }
  const scratch = `${target}.tree`;
  const { level, password, hideNames, isReproducible } = job.recipe;
  try {
    const tree = new LinkTree(join(scratch, 'tree'));
    for (const source of job.sources) {
      await job.giveWay();
      await addSource(tree, source, job);
    }
    const metadata = job.metadata();
    if (metadata) {
      const path = join(scratch, 'metadata');
      writeFileSync(toFsPath(path), metadata.bytes);
      tree.addFile({ ...metadata, path });
    }
    tree.finish();
    mkdirSync(toFsPath(join(scratch, 'own')));
    const context = { signal: job.signal, scratchDir: join(scratch, 'own'), progress: (label: string, fraction: number | null) => job.told(label, fraction) };
    await packWithSevenZip({ tree: tree.root, target, format: '7z', level, password, hideNames, isReproducible, context });
  } finally {
    rmSync(toFsPath(scratch), { recursive: true, force: true });
  }
}

async function addSource(tree: LinkTree, source: PackSource, job: PackJob): Promise<void> {
  if (source.isFolder) {
    checkFolder(source);
    tree.addFolder(source, entryFacts(source, job.recipe));
    job.packed(source, null);
    return;
  }
  const file = OpenSource.open(source);
  try {
    if (!file.whole) for await (const _piece of file.pieces(job.signal)) await job.giveWay();
    file.checkUnchanged();
    tree.addFile(source);
    job.packed(source, file.sha256);
  } finally {
    file.close();
  }
}
