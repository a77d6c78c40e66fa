import { basename } from 'node:path/posix';
import type { KeepCriterion } from '../../shared/model/duplicates';
import type { PlaceFacts } from '../store/duplicate-places';
import { detailOf } from './detail-of';
import { isByGrain } from '../../shared/model/is-by-grain';
import { t } from '../../shared/words/words';

/** A member of a group, with what its folder and the plan say of it. */
export interface Candidate extends PlaceFacts {
  /** Lies in a reference folder. */
  isProtected: boolean;
  /** Lies in a folder that is to be cleaned first. */
  goesFirst: boolean;
  /** The plan takes it away. */
  isMarked: boolean;
  /** A person chose it to stay. */
  isChosen: boolean;
}

interface Criterion {
  /** Higher is better; null where it says nothing. `among` are all members of the group. */
  worth(candidate: Candidate, among: readonly Candidate[]): number | null;
  /** Smaller differences count for nothing, as a share of the larger value. */
  tolerance?: number;
  /** Nor do these. */
  slack?(better: Candidate): number;
  /** Nor does a difference between these two. */
  isVoid?(one: Candidate, other: Candidate): boolean;
  /** What is said of the better one, a clause. */
  words(better: Candidate, worse: Candidate): string;
}

const LOSSLESS: ReadonlySet<string> = new Set(['png', 'bmp', 'tiff']);
const MOST_BYTES_PER_PIXEL = 1_000;
/** The edges of compression's blocks count as detail too: so much of it is in the softest picture, in levels. */
const SHARPNESS_OF_BLOCKS = 25;
const QUALITY: readonly KeepCriterion[] = ['resolution', 'sharpness', 'compression', 'metadata', 'largest'];

const CRITERIA: Record<KeepCriterion | 'cleanFirst', Criterion> = {
  protectedFolder: { worth: ({ isProtected }) => Number(isProtected), words: () => t('in a reference folder') },
  cleanFirst: { worth: ({ goesFirst }) => Number(!goesFirst), words: () => t('not in the folder that is cleaned first') },
  resolution: {
    // Where not all are pictures they share their text: what was written beats what was read from a picture.
    worth: ({ picture, document }, among) =>
      picture && among.every((one) => one.picture) ? picture.width * picture.height : Number(!picture && !document?.isByOcr),
    words: ({ picture }) => (picture ? t('more pixels') : t('text of its own')),
  },
  // The measure is a square, and saving or brightening a grainy picture once more has moved it up by nine tenths; a blur of one pixel takes most of it.
  sharpness: {
    worth: ({ picture }) => detailOf(picture),
    tolerance: 0.5,
    slack: ({ picture }) => detailOf(picture && { ...picture, sharpness: SHARPNESS_OF_BLOCKS }) ?? 0,
    isVoid: ({ picture: one }, { picture: other }) => one !== null && other !== null && isByGrain(one, other),
    words: () => t('sharper'),
  },
  compression: {
    worth: (candidate, among) => {
      const { picture, size } = candidate;
      if (!picture) return null;
      if (isMadeFromAnother(candidate, among)) return 0;
      // How small it got without loss tells of what it shows, not of what was left out.
      return isLossless(candidate) ? MOST_BYTES_PER_PIXEL : Math.min(MOST_BYTES_PER_PIXEL, size / (picture.width * picture.height));
    },
    tolerance: 0.04,
    words: (better, worse) => (isLossless(worse) && !isLossless(better) ? t('the camera’s own') : t('less compressed')),
  },
  metadata: {
    // Where a picture was taken can't be found out again.
    worth: ({ picture, document }) =>
      picture ? picture.metadataCount + (picture.hasLocation ? 1_000 : 0) : (document?.metadataCount ?? 0),
    words: (better, worse) => (better.picture?.hasLocation && !worse.picture?.hasLocation ? t('has GPS') : t('more metadata')),
  },
  oldest: { worth: ({ modifiedAt }) => -wholeSeconds(modifiedAt), words: () => t('older') },
  newest: { worth: ({ modifiedAt }) => wholeSeconds(modifiedAt), words: () => t('newer') },
  name: { worth: ({ path }) => -copyMarks(path), words: () => t('not named as a copy') },
  largest: { worth: ({ size }) => size, words: () => t('larger') },
  shortestPath: { worth: ({ path }) => -path.length, words: () => t('shorter path') },
};

const isLossless = ({ picture }: Candidate): boolean => picture !== null && LOSSLESS.has(picture.format);

/**
 * A picture saved without loss that does not say when it was taken, beside a compressed one of as many pixels that does:
 * it was made from the camera's file, or from a copy of it, and shows nothing that was not in there.
 */
function isMadeFromAnother(candidate: Candidate, among: readonly Candidate[]): boolean {
  const { picture } = candidate;
  if (!picture || !isLossless(candidate) || picture.takenAt !== null) return false;
  const pixels = picture.width * picture.height;
  return among.some((other) => other.picture && other.picture.takenAt !== null && !isLossless(other) && other.picture.width * other.picture.height === pixels);
}

/**
 * The member that stays: the one a person chose, else the best of those that the plan leaves, by the first criterion
 * that tells two apart. Members of archives stay only where nothing else does.
 *
 * @param candidates at least one
 */
export function chooseKeeper(candidates: readonly Candidate[], keepBy: readonly KeepCriterion[]): { keeper: Candidate; reasons: string[] } {
  const order = orderOf(keepBy);
  const best = (among: readonly Candidate[]): Candidate =>
    among.reduce((one, other) => (compare(other, one, order, candidates) > 0 ? other : one));
  const outside = candidates.filter(({ isArchived }) => !isArchived);
  const staying = outside.filter(({ isMarked }) => !isMarked);
  const chosen = staying.find(({ isChosen }) => isChosen);
  const keeper = chosen ?? best(staying.length > 0 ? staying : outside.length > 0 ? outside : candidates);
  const reasons = reasonsFor(keeper, candidates, order);
  return { keeper, reasons: chosen ? [t('chosen by you'), ...reasons.filter((words) => words !== t('arrived first'))] : reasons };
}

/** A folder that is to be cleaned counts between copies that are equally good. */
function orderOf(keepBy: readonly KeepCriterion[]): readonly Criterion[] {
  const names: (KeepCriterion | 'cleanFirst')[] = [...keepBy];
  const lastQuality = keepBy.reduce((last, name, index) => (QUALITY.includes(name) || name === 'protectedFolder' ? index : last), -1);
  names.splice(lastQuality + 1, 0, 'cleanFirst');
  return names.map((name) => CRITERIA[name]);
}

/** Above zero when `one` is the better of the two. */
function compare(one: Candidate, other: Candidate, order: readonly Criterion[], among: readonly Candidate[]): number {
  for (const criterion of order) {
    const difference = differ(criterion, one, other, among);
    if (difference !== 0) return difference;
  }
  return other.fileId - one.fileId;
}

function differ({ worth, tolerance = 0, slack, isVoid }: Criterion, one: Candidate, other: Candidate, among: readonly Candidate[]): number {
  const a = worth(one, among);
  const b = worth(other, among);
  if (a === null || b === null || isVoid?.(one, other)) return 0;
  const least = Math.max(tolerance * Math.max(Math.abs(a), Math.abs(b)), slack?.(a > b ? one : other) ?? 0);
  return Math.abs(a - b) <= least ? 0 : a - b;
}

/** Everything in which it is better than another one and worse than none. */
function reasonsFor(keeper: Candidate, candidates: readonly Candidate[], order: readonly Criterion[]): string[] {
  const others = candidates.filter(({ fileId }) => fileId !== keeper.fileId);
  const reasons: string[] = [];
  for (const criterion of order) {
    const worse = others.find((other) => differ(criterion, keeper, other, candidates) > 0);
    if (worse && others.every((other) => differ(criterion, keeper, other, candidates) >= 0)) reasons.push(criterion.words(keeper, worse));
  }
  return reasons.length > 0 || others.length === 0 ? reasons : [t('arrived first')];
}

/** File systems keep times as whole seconds, or as pairs of them. */
const wholeSeconds = (ms: number): number => Math.round(ms / 2_000);

/** What file managers add to the name of a copy: "(1)", "- Copy", "Copy of", "Kopie". */
const COPY_MARKS = [
  /\s*\(\d{1,3}\)$/u,
  /[-_ ]+(?:copy|copie|copia|kopie|kopia)(?:[-_ ]*\(?\d{1,3}\)?)?$/iu,
  /^(?:copy of|copie de|copia de|kopie von)\s/iu,
  /[-_ ]+duplicate$/iu,
] as const;

function copyMarks(path: string): number {
  const name = basename(path);
  const dot = name.lastIndexOf('.');
  const stem = dot > 0 ? name.slice(0, dot) : name;
  return COPY_MARKS.filter((mark) => mark.test(stem)).length;
}
