import { ArrowDown, ArrowUp, CopyPlus, Ellipsis, Group, Trash2, Ungroup } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Condition } from '../../../../shared/model/rule';
import { IconButton } from '../../../parts/icon-button';
import { Menu, type MenuPlace } from '../../../parts/menu';
import { addTo, moveWithin, removeAt, rootGroup, unwrap, wrap, type Place } from './condition-tree';
import { t } from '../../../../shared/words/words';
import styles from './condition.module.css';

interface Props {
  root: Condition;
  place: Place;
  isGroup?: boolean;
  onChange: (root: Condition) => void;
}

/** What can be done with a condition or a group as a whole. */
export function RowTools({ root, place, isGroup = false, onChange }: Props): ReactNode {
  const [menu, setMenu] = useState<MenuPlace | null>(null);
  const around = place.slice(0, -1);
  const siblings = rootGroup(around.reduce<Condition>((condition, at) => rootGroup(condition).parts[at] ?? condition, root)).parts;
  const at = place.at(-1) ?? 0;
  const self = siblings[at];
  return (
    <span className={styles.tools}>
      <IconButton icon={Ellipsis} label={isGroup ? t('More for this group') : t('More for this condition')} aria-haspopup="menu" data-testid="condition-menu" onClick={(event) => setMenu(event.currentTarget.getBoundingClientRect())} />
      <IconButton icon={Trash2} label={isGroup ? t('Take this group out') : t('Take this condition out')} data-testid="remove-condition" onClick={() => onChange(removeAt(root, place))} />
      {menu ? (
        <Menu
          label={isGroup ? t('This group') : t('This condition')}
          place={menu}
          onClose={() => setMenu(null)}
          items={[
            { id: 'up', label: t('Move up'), icon: ArrowUp, isDisabled: at === 0, run: () => onChange(moveWithin(root, place, -1)) },
            { id: 'down', label: t('Move down'), icon: ArrowDown, isDisabled: at >= siblings.length - 1, run: () => onChange(moveWithin(root, place, 1)) },
            { id: 'duplicate', label: t('Duplicate'), icon: CopyPlus, isDisabled: self === undefined, run: () => self && onChange(addTo(root, around, self)) },
            isGroup
              ? { id: 'unwrap', label: t('Take the group apart'), icon: Ungroup, run: () => onChange(unwrap(root, place)) }
              : { id: 'wrap', label: t('Put into a group'), icon: Group, run: () => onChange(wrap(root, place)) },
          ]}
        />
      ) : null}
    </span>
  );
}
