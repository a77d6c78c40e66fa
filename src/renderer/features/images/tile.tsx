import { CircleDashed, Contrast, Droplet, Moon, Sun, type LucideIcon } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { FileRow } from '../../../shared/model/file';
import { formatMeasure } from '../../format/measure';
import { midSentence } from '../../format/mid-sentence';
import { FileName } from '../../parts/file-name';
import { KindIcon } from '../../parts/kind-icon';
import { StateLabel } from '../../parts/state-label';
import { artifactUrl } from '../detail/artifact-url';
import { rowPointer, type RowHandlers } from '../files/row-pointer';
import { FLAW_WORDS, judgePicture, type Flaw } from './judge-picture';
import { t } from '../../../shared/words/words';
import styles from './gallery.module.css';

interface Props {
  domId: string | undefined;
  index: number;
  total: number;
  left: number;
  top: number;
  width: number;
  height: number;
  /** Undefined until it has been read. */
  row: FileRow | undefined;
  /** The gallery is thrown: nobody can look at it. */
  isPassing: boolean;
  isSelected: boolean;
  hasCursor: boolean;
  hasQuality: boolean;
  blurThreshold: number;
  handlers: RowHandlers;
}

const FLAW_ICONS: Readonly<Record<Flaw, LucideIcon>> = {
  blurry: Droplet,
  soft: CircleDashed,
  dark: Moon,
  bright: Sun,
  pale: Contrast,
};
/** The rest is told by the word below the picture. */
const MARKED: readonly Flaw[] = ['blurry', 'dark', 'bright'];

/** One picture at its place; the keys of the gallery act on it. Scrolling draws only new ones. */
export const Tile = memo(function Tile(props: Props): ReactNode {
  const { domId, index, total, left, top, width, height, row, isPassing, isSelected, hasCursor, hasQuality, blurThreshold, handlers } = props;
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      id={domId}
      className={styles.tile}
      role="option"
      aria-posinset={index + 1}
      aria-setsize={total}
      aria-selected={isSelected}
      aria-label={row ? labelOf(row, blurThreshold) : t('Loading')}
      data-cursor={hasCursor}
      data-gone={row && !row.isPresent}
      data-testid="tile"
      data-file-id={row?.id}
      style={{ width, height, transform: `translate(${left}px, ${top}px)` }}
      {...rowPointer(row, index, handlers)}
    >
      {row && !isPassing ? <Picture row={row} hasQuality={hasQuality} blurThreshold={blurThreshold} /> : <span className={styles.place} />}
    </div>
  );
});

function Picture({ row, hasQuality, blurThreshold }: { row: FileRow; hasQuality: boolean; blurThreshold: number }): ReactNode {
  const verdict = row.picture && hasQuality ? judgePicture(row.picture, blurThreshold) : null;
  return (
    <>
      <span className={styles.picture}>
        {row.thumbnail ? <img key={row.thumbnail} src={artifactUrl(row.thumbnail)} alt="" draggable={false} decoding="async" /> : <KindIcon kind={row.kind} />}
        {verdict ? (
          <span className={styles.marks}>
            {verdict.flaws
              .filter((flaw) => MARKED.includes(flaw))
              .map((flaw) => {
                const Icon = FLAW_ICONS[flaw];
                return (
                  <span key={flaw} data-testid={`mark-${flaw}`}>
                    <Icon aria-hidden />
                    {FLAW_WORDS[flaw]}
                  </span>
                );
              })}
          </span>
        ) : null}
      </span>
      <span className={styles.name}>
        <FileName name={row.name} />
      </span>
      {hasQuality ? (
        <span className={styles.quality}>
          {verdict ? (
            <>
              <StateLabel tone={verdict.tone} label={verdict.word} />
              <span className={styles.figures}>{figuresOf(row)}</span>
            </>
          ) : (
            <StateLabel tone={row.state} label={row.stateLabel} />
          )}
        </span>
      ) : null}
    </>
  );
}

/** Sharpness and brightness. */
function figuresOf({ picture }: FileRow): string {
  if (picture?.sharpness == null || picture.brightness === null) return '';
  return `${formatMeasure(picture.sharpness)} · ${formatMeasure(picture.brightness)}`;
}

/** What a tile shows, in words. */
function labelOf(row: FileRow, blurThreshold: number): string {
  const name = displayName(row.name);
  const { picture } = row;
  if (!picture) return `${name}, ${row.stateLabel}`;
  const parts = [name, t('{width, number} by {height, number} pixels', { width: picture.width, height: picture.height }), midSentence(judgePicture(picture, blurThreshold).word)];
  if (picture.sharpness !== null) parts.push(t('sharpness {sharpness}', { sharpness: formatMeasure(picture.sharpness) }));
  if (picture.brightness !== null) parts.push(t('brightness {brightness}', { brightness: formatMeasure(picture.brightness) }));
  if (picture.faceCount) parts.push(t('{faceCount, plural, one {# face} other {# faces}}', { faceCount: picture.faceCount }));
  return parts.join(', ');
}
