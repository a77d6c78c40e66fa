import { Gauge } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { useFileRows } from '../../engine-client/use-file-rows';
import { formatCount } from '../../format/number';
import { focusDetail, focusList, useEscape } from '../../parts/beside-list';
import { Chip } from '../../parts/chip';
import { IconButton } from '../../parts/icon-button';
import { PageHead } from '../../parts/page-head';
import { Panel } from '../../parts/panel';
import { Select } from '../../parts/select';
import { Slider } from '../../parts/slider';
import { SplitPane } from '../../parts/split-pane';
import { useLayout } from '../../state/layout-store';
import { useRoute, type FileSort } from '../../state/route-store';
import { FileDetail } from '../detail/file-detail';
import { Gallery } from './gallery';
import { BRIGHT_ABOVE, DARK_BELOW } from './judge-picture';
import { NoImages } from './no-images';
import { QueryField } from '../search/query-field';
import { IMAGE_EXAMPLES, splitQuery, toggleCondition } from '../search/split-query';
import { t } from '../../../shared/words/words';
import styles from './images-screen.module.css';

const SORTS: readonly { value: FileSort; label: string }[] = [
  { value: 'newest', label: t('Newest first') },
  { value: 'oldest', label: t('Oldest first') },
  { value: 'name', label: t('By name') },
  { value: 'size', label: t('Largest first') },
];

const SUGGESTIONS = [
  { id: 'Blurry', label: t('Blurry'), condition: 'blur:yes' },
  { id: 'Dark', label: t('Dark'), condition: `brightness:<${DARK_BELOW}` },
  { id: 'Very bright', label: t('Very bright'), condition: `brightness:>${BRIGHT_ABOVE}` },
  { id: 'With faces', label: t('With faces'), condition: 'faces:>0' },
  { id: 'Duplicates', label: t('Duplicates'), condition: 'dup:yes' },
] as const;

/** Under which the width of tiles is remembered, CSS pixels. */
const TILE_SIZE = 'tile-size';
const QUALITY = 'image-quality';
const [LEAST, USUAL, MOST] = [96, 150, 320];

/** All pictures as tiles, with what was measured of them. */
export function ImagesScreen(): ReactNode {
  const { find, sort, fileId } = useRoute((now) => now.route);
  const adjust = useRoute((now) => now.adjust);
  const size = useLayout((now) => now.widths[TILE_SIZE] ?? USUAL);
  const hasQuality = useLayout((now) => now.folds[QUALITY] ?? true);
  const { setWidth, setOpen } = useLayout.getState();
  const sizeId = useId();
  const query = find.trim();
  const shownSort = sort ?? 'newest';
  const rows = useFileRows({ filter: { kind: 'image', ...(query === '' ? {} : { query }) }, sort: shownSort });
  const problem = rows.error?.code === 'search.invalid' ? rows.error.message : null;
  const { conditions } = splitQuery(query);
  const show = (next: string): void => adjust({ find: next });
  const close = (): void => {
    adjust({ fileId: null });
    focusList();
  };
  useEscape(fileId === null ? null : close);

  return (
    <>
      <PageHead
        title={t('Images')}
        beside={
          <span className={styles.total} data-testid="images-total">
            {rows.total === null || problem ? '' : formatCount(rows.total)}
          </span>
        }
        actions={
          <>
            <label className={styles.size} htmlFor={sizeId}>
              {t('Size')}
            </label>
            <Slider id={sizeId} label={t('Size of the tiles')} value={size} least={LEAST} most={MOST} step={8} width={96} onChange={(width) => setWidth(TILE_SIZE, width)} />
            <IconButton
              icon={Gauge}
              label={t('Show the quality')}
              className={styles.toggle}
              aria-pressed={hasQuality}
              data-testid="toggle-quality"
              onClick={() => setOpen(QUALITY, !hasQuality)}
            />
            <Select label={t('Order')} value={shownSort} options={SORTS} onChange={(next) => adjust({ sort: next })} testId="image-sort" />
          </>
        }
      />
      <div className={styles.filter} role="search" aria-label={t('Filter')}>
        <QueryField
          query={find}
          onChange={show}
          problem={problem}
          label={t('Find images by words and conditions')}
          placeholder={t('Words, or conditions like sharpness:>100')}
          clearLabel={t('Clear the filter')}
          examples={IMAGE_EXAMPLES}
          onDown={focusList}
          onEnter={focusList}
          testId="image-query"
        />
        <div className={styles.chips} role="group" aria-label={t('Suggestions')}>
          {SUGGESTIONS.map(({ id, label, condition }) => (
            <Chip
              key={condition}
              label={label}
              pressed={conditions.some((one) => one.toLowerCase() === condition)}
              onPress={() => show(toggleCondition(find, condition))}
              testId={`suggest-${id}`}
            />
          ))}
        </div>
        {problem === null ? null : (
          <p className={styles.problem} id="image-query-problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      <SplitPane
        id="images"
        label={t('Width of the gallery')}
        leftWidth={460}
        leftShare={0.36}
        leftLeast={230}
        rightLeast={380}
        left={
          <Panel className={styles.panel}>
            <Gallery
              rows={rows}
              size={size}
              hasQuality={hasQuality}
              openId={fileId}
              onOpen={(id) => {
                adjust({ fileId: id });
                focusDetail();
              }}
              onMove={(id) => {
                if (fileId !== null) adjust({ fileId: id });
              }}
              listKey={JSON.stringify([query, shownSort])}
              empty={problem === null ? <NoImages query={query} onClear={() => show('')} /> : null}
            />
          </Panel>
        }
        right={fileId === null ? null : <FileDetail id={fileId} query="" onClose={close} />}
      />
    </>
  );
}
