import { dirname } from 'node:path';
import { FilemillError } from '../../../shared/errors/filemill-error';
import type { SpecOf } from '../../../shared/model/action';
import { displayName } from '../../../shared/model/display-name';
import { isThere } from '../../actions/file-version';
import type { Facts } from '../../rules/compile-condition';
import type { Effects } from '../../store/effects';
import type { Gathered, GatheredFiles, GatheredGroup } from '../../store/gathered';
import type { GroupCommit } from '../../store/group-commit';
import { noteMade } from '../../store/made-folders';
import type { ActedFile, Surroundings } from '../action';
import type { ActionParts } from '../action-parts';
import { makeFolder } from '../file/make-folder';
import { placeOf } from '../file/place-of';
import { displacer } from '../file/displace';
import { skippedSentence } from '../file/skipped-sentence';
import { StepJournal } from '../journal';
import { recipeOf, wantedName } from './archive-target';
import { putAway } from './put-away';
import { storedFile } from './stored-file';
import { t } from '../../../shared/words/words';

/** Of one archive, where no number of files is said. */
const MOST_FILES = 50_000;

export interface PackParts {
  readonly gathered: GatheredFiles;
  readonly effects: Effects;
  readonly commit: GroupCommit;
  readonly signal: AbortSignal;
  mill(): ActionParts;
  factsOf(fileId: number): Facts;
  surroundings(root: string): Surroundings;
  /** Where originals of a group's files go once they are packed; null where they stay, or the rule is no more. */
  originalsOf(rule: string, group: string): 'system' | 'vault' | null;
}

/** What an archive of gathered files is noted as. @param step the key of the rule's step */
export const packedStep = (step: string): string => `${step}:packed`;

interface Waiting {
  row: Gathered;
  file: ActedFile;
}

/**
 * Packs the first files of a group. The archive is verified before it has its name; with its end, those that lie in it wait no
 * more. Those whose originals are to go do so after that.
 *
 * @param step the key of the rule's step
 */
export async function packGathered(parts: PackParts, group: GatheredGroup, spec: SpecOf<'archive'>, step: string): Promise<void> {
  const { gathered, signal } = parts;
  const mill = parts.mill();
  const { database, effects, archiveActs } = mill;
  const waiting = chosen(parts, group, spec);
  const [first] = waiting;
  if (!first) return;
  const values = valuesOf(parts, first.file);
  const place = placeOf(spec, { file: first.file, values, surroundings: parts.surroundings(first.file.root) });
  const wanted = wantedName(spec, place);
  const { target } = wanted;
  const ids = waiting.map(({ row }) => row.id);
  const { folderId, jobId, fileId } = first.file;
  const leave = (placed: Parameters<typeof skippedSentence>[0]): void =>
    database.transaction((writer) => {
      gathered.remove(writer, ids);
      for (const { file } of waiting) mill.ledger.addReason(writer, file.jobId, t('It was not packed: {why}', { why: skippedSentence(placed) }));
    });
  if (spec.conflict === 'skip' && isThere(target)) return leave({ path: target, why: 'taken' });
  const made = makeFolder(dirname(target), place.within, 'archive');
  const journal = new StepJournal({ effects, commit: parts.commit, lease: null }, first.file, { rule: group.rule, step: packedStep(step) });
  const created = await archiveActs.create(
    { ...wanted, sources: waiting.map(({ file }) => file.source), recipe: recipeOf(spec), removeOriginals: false },
    { id: 0, progressId: fileId, signal, tell: () => undefined },
    {
      displace: displacer(journal),
      intend: (effect) =>
        parts.commit.write((writer) => {
          const id = effects.intendSettled(writer, { ...effect, jobId, fileId, folderId, at: Date.now(), rule: group.rule, step: packedStep(step) });
          if (id === null) throw new FilemillError('file.changed', t('A newer version of a file has taken its place.'), { hint: t('Nothing to do.') });
          for (const folder of made) noteMade(writer, folder);
          return id;
        }),
      concluded: (writer, id) => {
        if (spec.originals === 'keep') gathered.remove(writer, ids);
        else gathered.setPacked(writer, ids, id);
      },
    },
  );
  if (created.state === 'skipped') return leave(created);
  const { path, effectId, packed } = created;
  database.transaction((writer) => {
    for (const { file } of waiting) mill.ledger.addReason(writer, file.jobId, t('Packed into {path}.', { path: displayName(path) }));
    // What is not in it stays where it lies.
    const others = waiting.filter(({ file }) => file.sha256 !== null && packed.get(file.source) !== file.sha256).map(({ row }) => row.id);
    gathered.remove(writer, others);
  });
  mill.log.info('gathering.packed', { rule: group.rule, files: ids.length, effectId });
  await putAway(parts);
}

/** As many as the rule says, in the order in which they came; files that are not there are left out, and wait no more. */
function chosen({ gathered, mill }: PackParts, { rule, step }: GatheredGroup, { gather }: SpecOf<'archive'>): Waiting[] {
  const { database } = mill();
  const most = Math.min(gather.count ?? MOST_FILES, MOST_FILES);
  const list: Waiting[] = [];
  const missing: number[] = [];
  let bytes = 0;
  for (const row of gathered.waiting(rule, step, MOST_FILES)) {
    if (list.length >= most || bytes >= (gather.bytes ?? Infinity)) break;
    const file = storedFile(database, row.fileId);
    if (file?.jobId !== row.jobId || !isThere(file.source)) {
      missing.push(row.id);
      continue;
    }
    list.push({ row, file });
    bytes += row.size;
  }
  if (missing.length > 0) database.transaction((writer) => gathered.remove(writer, missing));
  return list;
}

function valuesOf({ factsOf }: PackParts, { fileId }: ActedFile): { fact: Facts['value']; captures: Record<string, string>; counter: number; now: number } {
  const facts = factsOf(fileId);
  return { fact: (name) => facts.value(name), captures: {}, counter: 1, now: Date.now() };
}
