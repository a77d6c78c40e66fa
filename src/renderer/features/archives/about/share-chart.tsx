import type { CSSProperties, ReactNode } from 'react';
import type { ArchiveReport } from '../../../../shared/model/archive';
import { formatSize } from '../../../format/size';
import { formatRatio, ratioOf } from '../ratio-words';
import { t } from '../../../../shared/words/words';
import styles from './about-pane.module.css';

type Share = ArchiveReport['shares'][number];

/** How large each type is unpacked and packed: two bars each on one scale, and the same in words. */
export function ShareChart({ shares }: { shares: ArchiveReport['shares'] }): ReactNode {
  const shown = shares.filter(({ size, files }) => size > 0 || files > 0);
  if (shown.length === 0) return null;
  const largest = Math.max(1, ...shown.map(({ size, compressedSize }) => Math.max(size, compressedSize ?? 0)));
  const areTogether = shown.every(({ compressedSize }) => compressedSize === null);
  return (
    <div className={styles.part} data-testid="share-chart">
      <h2>{t('Compression by type')}</h2>
      <p className={styles.legend}>
        <span className={styles.unpackedKey} aria-hidden /> {t('unpacked')}
        {areTogether ? null : (
          <>
            <span className={styles.packedKey} aria-hidden /> {t('packed')}
          </>
        )}
      </p>
      <ul className={styles.chart}>
        {shown.map((share) => (
          <li key={share.extension}>
            <p className={styles.shareLine}>
              <span className={styles.type} translate={share.extension === '' || share.extension === '…' ? undefined : 'no'}>{typeOf(share)}</span>
              <span className={styles.shareWords}>{wordsOf(share)}</span>
            </p>
            <span className={styles.bars} aria-hidden>
              <span className={styles.unpacked} style={widthOf(share.size, largest)} />
              {share.compressedSize === null ? null : <span className={styles.packed} style={widthOf(share.compressedSize, largest)} />}
            </span>
          </li>
        ))}
      </ul>
      {areTogether ? <p className={styles.dim}>{t('The files are packed together, so that no type has a packed size of its own.')}</p> : null}
    </div>
  );
}

function typeOf({ extension }: Share): string {
  if (extension === '…') return t('all others');
  return extension === '' ? t('without ending') : `.${extension}`;
}

/** "12 files · 3.2 MB → 2.9 MB, 91 %" */
function wordsOf({ files, size, compressedSize }: Share): string {
  const sizes = compressedSize === null ? formatSize(size) : `${formatSize(size)} → ${formatSize(compressedSize)}`;
  const ratio = formatRatio(ratioOf(compressedSize, size));
  return t('{files, plural, one {# file} other {# files}} · {sizes}', { files, sizes: ratio === '' ? sizes : `${sizes}, ${ratio}` });
}

function widthOf(size: number, largest: number): CSSProperties {
  return { width: size === 0 ? 0 : `max(2px, ${(size / largest) * 100}%)` };
}
