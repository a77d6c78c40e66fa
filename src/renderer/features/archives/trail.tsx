import { ChevronRight, Folder, Package } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { displayName } from '../../../shared/model/display-name';
import type { ArchiveRef } from '../../../shared/model/archive';
import { FileName } from '../../parts/file-name';
import { Menu, type MenuItem, type MenuPlace } from '../../parts/menu';
import { useSize } from '../../parts/use-size';
import { useRoute } from '../../state/route-store';
import { placeInside } from './shown-archive';
import { stepsInRoom } from './steps-in-room';
import { t } from '../../../shared/words/words';
import styles from './trail.module.css';

export interface TrailStep {
  readonly name: string;
  readonly isArchive: boolean;
  go(): void;
}

/** To the archives around the one that is shown; `names` from the outermost to this one. */
export function outerSteps(archive: ArchiveRef, names: readonly string[]): TrailStep[] {
  return names.slice(0, -1).map((name, at) => ({ name, isArchive: true, go: () => useRoute.getState().go(placeInside(archive, archive.inside.slice(0, at))) }));
}

/** The way to what is on show, `a.zip › b.tar.gz › docs`; each step leads back to itself. Of a long way the middle is in a menu. */
export function Trail({ steps }: { steps: readonly TrailStep[] }): ReactNode {
  const nav = useRef<HTMLElement>(null);
  const { width } = useSize(nav);
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const { before, after } = stepsInRoom(steps.length, width);
  const items = steps.slice(before, after).map((step, at): MenuItem => ({ id: `${before + at}`, label: displayName(step.name), icon: step.isArchive ? Package : Folder, run: step.go }));
  return (
    <nav ref={nav} aria-label={t('Place in the archive')} className={styles.trail} data-testid="archive-trail">
      <ol>
        {steps.slice(0, before).map((step, index) => (
          <Step key={index} step={step} isFirst={index === 0} isLast={index === steps.length - 1} />
        ))}
        {items.length > 0 ? (
          <li className={styles.more}>
            <ChevronRight aria-hidden />
            <button type="button" aria-haspopup="menu" aria-label={t('{count, plural, one {# step between} other {# steps between}}', { count: items.length })} data-testid="trail-more" onClick={(event) => setMenu(event.currentTarget.getBoundingClientRect())}>
              …
            </button>
          </li>
        ) : null}
        {steps.slice(after).map((step, at) => (
          <Step key={after + at} step={step} isFirst={false} isLast={after + at === steps.length - 1} />
        ))}
      </ol>
      {menu ? <Menu label={t('Place in the archive')} items={items} place={menu} onClose={() => setMenu(null)} /> : null}
    </nav>
  );
}

function Step({ step, isFirst, isLast }: { step: TrailStep; isFirst: boolean; isLast: boolean }): ReactNode {
  return (
    <li>
      {isFirst ? null : <ChevronRight aria-hidden />}
      {step.isArchive ? <Package aria-hidden className={styles.package} /> : null}
      <button type="button" aria-current={isLast ? 'location' : undefined} title={displayName(step.name)} onClick={step.go}>
        <FileName name={step.name} />
      </button>
    </li>
  );
}
