import type { DuplicateMember } from '../../../../shared/model/duplicates';
import { formatCount } from '../../../format/number';
import { formatSize } from '../../../format/size';
import { formatName } from '../../../format/format-name';
import { laterWords, morePixelsWords, SAME_WORD as same, signed, takenAtOf } from './delta-words';
import { notSharper } from './not-sharper';
import { locale, t } from '../../../../shared/words/words';

export interface FactCell {
  readonly text: string;
  /** The best of all, where not all are the same. */
  readonly isBetter: boolean;
  /** Against the keeper; empty for the keeper itself, and where nothing can be said. */
  readonly delta: string;
  /** Better than the keeper: a reason to look again. */
  readonly beatsKeeper: boolean;
}

export interface Fact {
  readonly id: string;
  readonly label: string;
  readonly cells: readonly FactCell[];
}

type Member = DuplicateMember;

interface Measure<T> {
  id: string;
  label: string;
  /** Null: not known of this one. */
  of: (member: Member) => T | null;
  text: (value: T) => string;
  delta: (member: T, keeper: T) => string;
  /** Greater is better; left out where none is better. */
  worth?: (value: T) => number;
  /** Whether their worth can be compared at all. */
  isFair?: (members: readonly Member[]) => boolean;
}

const NONE = '–';

const oneDigit = new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const minute = new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' });

/** What is known of the members, each against the first of them, which is the keeper. */
export function factsOf(members: readonly Member[]): Fact[] {
  return MEASURES.flatMap((measure) => measure(members) ?? []);
}

function compare<T>(measure: Measure<T>): (members: readonly Member[]) => Fact | null {
  const { id, label, of, text, delta, worth, isFair } = measure;
  return (members) => {
    const values = members.map(of);
    if (values.every((value) => value === null)) return null;
    const judge = worth && (isFair?.(members) ?? true) ? worth : null;
    const worths = values.map((value) => (value === null || !judge ? null : judge(value)));
    const known = worths.filter((one) => one !== null);
    const best = Math.max(...known);
    const differs = known.some((one) => one !== best) || (known.length > 0 && known.length < values.length);
    const [keeper = null] = values;
    const [keeperWorth = null] = worths;
    const cells = values.map((value, at): FactCell => {
      const own = worths[at] ?? null;
      return {
        text: value === null ? NONE : text(value),
        isBetter: differs && own === best,
        delta: at === 0 || value === null || keeper === null ? '' : delta(value, keeper),
        beatsKeeper: at > 0 && own !== null && own > (keeperWorth ?? -Infinity),
      };
    });
    return { id, label, cells };
  };
}

const text = (value: string): string => value;
const alike = (one: string, other: string): string => (one === other ? same : '');

type By = (by: string) => string;
const more: By = (by) => t('{by} more', { by });
const less: By = (by) => t('{by} less', { by });
const fewer: By = (by) => t('{by} fewer', { by });

const difference =
  (above: By, below: By, digits = 0) =>
  (member: number, keeper: number): string => {
    const by = Math.abs(member - keeper);
    const shown = by.toFixed(digits);
    if (Number(shown) === 0) return same;
    return (member > keeper ? above : below)(formatCount(Number(shown)));
  };

type MeasuredPicture = NonNullable<Member['picture']> & { sharpness: number };

const hasSharpness = (picture: Member['picture']): picture is MeasuredPicture => picture !== null && picture.sharpness !== null;

const sharpnessDelta = difference(
  (by) => t('{by} sharper', { by }),
  (by) => t('{by} less sharp', { by }),
);

const MEASURES = [
  compare<{ width: number; height: number }>({
    id: 'pixels',
    label: t('Pixels'),
    of: ({ picture }) => picture,
    text: ({ width, height }) => `${width} × ${height}`,
    delta: (member, keeper) =>
      member.width === keeper.width && member.height === keeper.height
        ? same
        : morePixelsWords((member.width * member.height) / (keeper.width * keeper.height)),
    worth: ({ width, height }) => width * height,
  }),
  compare<MeasuredPicture>({
    id: 'sharpness',
    label: t('Sharpness'),
    of: ({ picture }) => (hasSharpness(picture) ? picture : null),
    text: ({ sharpness }) => formatCount(Math.round(sharpness)),
    delta: (member, keeper) => notSharper(member, keeper) ?? sharpnessDelta(member.sharpness, keeper.sharpness),
    worth: ({ sharpness }) => Math.round(sharpness),
    isFair: (members) => {
      const measured = members.map(({ picture }) => picture).filter(hasSharpness);
      return measured.every((one) => measured.every((other) => notSharper(one, other) === null));
    },
  }),
  compare<number>({
    id: 'pages',
    label: t('Pages'),
    of: ({ document }) => document?.pageCount ?? null,
    text: formatCount,
    delta: difference(more, fewer),
    worth: (value) => value,
  }),
  compare<number>({
    id: 'characters',
    label: t('Characters'),
    of: ({ document }) => document?.textLength ?? null,
    text: formatCount,
    delta: difference(more, fewer),
  }),
  compare<boolean>({
    id: 'ocr',
    label: t('Text is'),
    of: ({ document }) => document?.isByOcr ?? null,
    text: (isByOcr) => (isByOcr ? t('read by OCR') : t('its own')),
    delta: (member, keeper) => (member === keeper ? same : ''),
    worth: (isByOcr) => (isByOcr ? 0 : 1),
  }),
  compare<Member>({
    id: 'size',
    label: t('Size'),
    of: (member) => member,
    text: ({ size }) => formatSize(size),
    delta: (member, keeper) => signed(member.size - keeper.size, formatSize),
    worth: ({ size }) => size,
    // More bytes are less compression where a picture was saved in the same way; else they say nothing.
    isFair: (members) => members.every(({ picture }) => picture && picture.format === members[0]?.picture?.format),
  }),
  compare<string>({
    id: 'taken',
    label: t('Taken@@photo'),
    of: ({ picture }) => picture?.takenAt ?? null,
    text: (value) => {
      const at = takenAtOf(value);
      return at === null ? value : minute.format(at);
    },
    delta: (member, keeper) => laterWords(takenAtOf(member), takenAtOf(keeper)),
    worth: () => 1,
  }),
  compare<boolean>({
    id: 'location',
    label: t('GPS location'),
    of: ({ picture }) => picture?.hasLocation ?? null,
    text: (has) => (has ? t('yes') : t('no')),
    delta: (member, keeper) => (member === keeper ? same : ''),
    worth: Number,
  }),
  compare<string>({
    id: 'format',
    label: t('Format'),
    of: ({ picture, name }) => picture?.format.toUpperCase() ?? formatName(name),
    text,
    delta: alike,
  }),
  compare<number>({
    id: 'metadata',
    label: t('Metadata fields'),
    of: ({ picture }) => picture?.metadataCount ?? null,
    text: formatCount,
    delta: difference(more, fewer),
    worth: (value) => value,
  }),
  compare<number>({
    id: 'brightness',
    label: t('Brightness'),
    of: ({ picture }) => picture?.brightness ?? null,
    text: (value) => formatCount(Math.round(value)),
    delta: difference(
      (by) => t('{by} brighter', { by }),
      (by) => t('{by} darker', { by }),
    ),
  }),
  compare<number>({
    id: 'contrast',
    label: t('Contrast'),
    of: ({ picture }) => picture?.contrast ?? null,
    text: (value) => formatCount(Math.round(value)),
    delta: difference(more, less),
  }),
  compare<number>({
    id: 'noise',
    label: t('Noise'),
    of: ({ picture }) => picture?.noise ?? null,
    text: (value) => oneDigit.format(value),
    delta: difference(more, less, 1),
  }),
  compare<number>({
    id: 'modified',
    label: t('Changed'),
    of: ({ modifiedAt }) => modifiedAt,
    text: (at) => minute.format(at),
    delta: laterWords,
  }),
  compare<string>({
    id: 'folder',
    label: t('Folder'),
    of: ({ folderName, path }) => [folderName, ...path.split('/').slice(0, -1)].join(' / '),
    text,
    delta: alike,
  }),
];
