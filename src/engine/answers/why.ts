import { lstatSync, type Stats } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { seeingArchivesAsFiles } from '../../base/no-archives';
import { toFsPath } from '../../base/byte-name';
import { isInside, realPathOf } from '../../base/safe-path';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { FolderSettings } from '../../shared/model/folder';
import type { Why } from '../../shared/model/why';
import { explainFilter, type FilterExplanation } from '../stages/admit/file-filter';
import { PRUNED_DIRECTORIES } from '../stages/admit/junk-names';
import { specialOf } from '../stages/admit/survey-folder';
import type { Database } from '../store/database';
import { Effects } from '../store/effects';
import { stuckAt, type StuckEffect } from '../store/stuck-effects';
import { RuleRuns } from '../store/rule-runs';
import { fileAt, fileStory, standstillOf, type FileStory } from '../store/file-story';
import { answerFor, refused, type Answer, type Known } from './why-answer';
import { earlierSentence, stepsOf, stuckSentence, stuckStep } from './why-steps';
import { quoted } from './why-words';
import { goingOn } from '../../shared/words/going-on';
import { t } from '../../shared/words/words';

export interface WhyFolder {
  id: number;
  path: string;
  settings: FolderSettings;
}

export interface WhyContext {
  /** Whether an engine watches the folders at this moment. */
  isRunning: boolean;
  now: number;
}

/**
 * Why a file was, or was not, processed.
 *
 * @param folders the watched ones
 * @param which its id in the ledger, or its absolute path, known to the ledger or not
 * @throws FilemillError `file.unknown` for an id that the ledger does not have
 */
export function explainFile(
  database: Database,
  folders: readonly WhyFolder[],
  which: { id: number } | { path: string },
  context: WhyContext = { isRunning: true, now: Date.now() },
): Why {
  if ('id' in which) {
    const story = fileStory(database, which.id);
    if (!story) throw new FilemillError('file.unknown', t('The ledger has no such file.'), { hint: t('Look for it in the list again.') });
    return whyKnown(database, folders, story, context);
  }
  const places = placesOf(resolve(which.path), folders);
  for (const { folder, inside } of places) {
    const id = fileAt(database, folder.id, inside);
    const story = id === undefined ? undefined : fileStory(database, id);
    if (story) return whyKnown(database, folders, story, context);
  }
  return whyUnknown(resolve(which.path), places.at(-1), context, stuckAt(database, resolve(which.path)));
}

interface Place {
  folder: WhyFolder;
  /** As the ledger has it; empty for the folder itself. */
  inside: string;
}

/** Where a path lies in the watched folders: as it is written, and with the links on the way to it followed. */
function placesOf(path: string, folders: readonly WhyFolder[]): Place[] {
  return [path, followed(path)].flatMap((each) => {
    const folder = folders.find((one) => isInside(one.path, each));
    return folder ? [{ folder, inside: relative(folder.path, each).replaceAll(sep, '/') }] : [];
  });
}

/** Not the last name: a link in a watched folder is what the question is about. */
function followed(path: string): string {
  try {
    return join(realPathOf(dirname(path)), basename(path));
  } catch {
    return path;
  }
}

function whyKnown(database: Database, folders: readonly WhyFolder[], story: FileStory, { isRunning, now }: WhyContext): Why {
  const settings = folders.find(({ id }) => id === story.folderId)?.settings ?? null;
  const place = story.movedTo ?? join(story.root, story.path);
  const stat = statOf(place);
  const facts = { path: story.path, size: stat?.size ?? story.size, special: stat ? specialOf(stat) : null };
  const effects = new Effects(database);
  const parked = effects.inForce(story.fileId, 'park');
  const standstill = settings && (isRunning ? standstillOf(database, settings.paused, story.lane) : t('Filemill is not running'));
  const known: Known = {
    story,
    settings,
    filter: settings && explainFilter(settings, story.root)(facts),
    refusedBy: refusingRule(database, story.jobId),
    effects: effects.inScope({ jobId: story.jobId }, ['intended', 'done', 'undoing', 'undone', 'expired']).toReversed().map(({ id, action, rule, target, state }) => ({ id, action, rule, target, state })),
    parkedAt: parked ? relative(story.root, parked.target) : null,
    standstill,
    isRunning,
    now,
  };
  return {
    path: place,
    fileId: story.fileId,
    folder: { name: story.folderName, path: story.root },
    state: story.state,
    event: story.event,
    trigger: story.trigger,
    ...answerFor(known),
    lines: inTongue(known.filter?.lines),
    steps: [...stepsOf(known), ...stuckAt(database, place).map(stuckStep)],
    effects: [...known.effects],
    error: story.error,
    earlier: story.earlier.map((version) => ({ at: version.at, sentence: earlierSentence(version) })),
  };
}

/** What people have written into a filter stays as it is. */
const inTongue = (lines: FilterExplanation['lines'] = []): FilterExplanation['lines'] => lines.map((each) => ({ ...each, line: t(each.line) }));

/** Whose check the version did not pass. */
function refusingRule(database: Database, jobId: number): string | null {
  const outcomes = new RuleRuns(database).ofJob(jobId)?.outcomes ?? [];
  return outcomes.find(({ steps }) => steps.some(({ action, state }) => action === 'validate' && state === 'failed'))?.rule ?? null;
}

function whyUnknown(path: string, place: Place | undefined, context: WhyContext, stuck: readonly StuckEffect[]): Why {
  const [first] = stuck;
  const stat = statOf(path);
  const filter = place && stat && !stat.isDirectory() ? filterOf(place, stat) : null;
  return {
    path,
    fileId: null,
    folder: place ? { name: place.folder.settings.name, path: place.folder.path } : null,
    state: null,
    event: null,
    trigger: null,
    ...(first ? { answer: stuckSentence(first), hint: first.hint } : place ? answerForUnknown(place, stat, filter, context) : nowhere(stat)),
    lines: inTongue(filter?.lines),
    steps: stuck.map(stuckStep),
    effects: [],
    error: null,
    earlier: [],
  };
}

const filterOf = ({ folder, inside }: Place, stat: Stats): FilterExplanation =>
  explainFilter(folder.settings, folder.path)({ path: inside, size: stat.size, special: specialOf(stat) });

const nowhere = (stat: Stats | null): Answer =>
  stat
    ? { answer: t('It lies in no watched folder.'), hint: t('Move it into a watched folder, or add the folder it lies in.') }
    : { answer: t('There is no such file, and no watched folder in which it could lie.'), hint: t('Check the name.') };

function answerForUnknown(
  { folder, inside }: Place,
  stat: Stats | null,
  filter: FilterExplanation | null,
  { isRunning }: WhyContext,
): Answer {
  const parents = inside.split('/').slice(0, -1);
  const pruned = parents.find((name) => PRUNED_DIRECTORIES.includes(name));
  if (inside === '') return { answer: t('It is a watched folder itself, not a file in one.'), hint: t('Ask about a file.') };
  if (pruned !== undefined) {
    return { answer: t('It lies in {pruned}, a folder that is never looked into.', { pruned: quoted(pruned) }), hint: t('Move it out of there if it should be read.') };
  }
  if (!stat) return { answer: t('There is no such file, and the ledger has never known one of that name.'), hint: t('Check the name.') };
  if (stat.isDirectory()) return { answer: t('It is a folder; Filemill reads the files in it.'), hint: t('Ask about a file.') };
  if (parents.length > 0 && !folder.settings.recursive) {
    return { answer: t('It lies in a subfolder, and its folder is watched without subfolders.'), hint: t('Switch subfolders on for the folder.') };
  }
  if (filter && !filter.verdict.taken) return refused(filter, goingOn(filter.verdict.reason));
  if (!isRunning) return { answer: t('Filemill has not seen it yet, because it is not running.'), hint: t('Start it; it looks through its folders first.') };
  if (folder.settings.paused) return { answer: t('Filemill has not seen it, because its folder is paused.'), hint: t('Resume the folder.') };
  return { answer: t('Filemill has not seen it yet; the next scan finds it.'), hint: t('Scan the folder to have it at once.') };
}

function statOf(path: string): Stats | null {
  try {
    return seeingArchivesAsFiles(() => lstatSync(toFsPath(path)));
  } catch {
    return null;
  }
}
