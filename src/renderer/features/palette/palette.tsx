import { useMemo, type ReactNode } from 'react';
import { t } from '../../../shared/words/words';
import { showKey } from '../../keys/show-key';
import type { PickerGroup, PickerItem } from '../../parts/picker/find-items';
import { Picker, type FreeItem } from '../../parts/picker/picker';
import { useRoute } from '../../state/route-store';
import { useSettings } from '../../state/settings-store';
import { commandsNow, searchFor, type Command } from './commands';
import { usePalette } from './palette-store';

const WIDTH = 560;
const FROM_TOP = 40;
const FIND = 'find:';

/** Every action with its key, found by typing; what is typed can be searched for, too. */
export function Palette(): ReactNode {
  const isOpen = usePalette((state) => state.isOpen);
  return isOpen ? <OpenPalette /> : null;
}

function OpenPalette(): ReactNode {
  const section = useRoute((state) => state.route.section);
  const own = useSettings((state) => state.settings?.keys);
  const openedFrom = usePalette((state) => state.openedFrom);
  const commands = useMemo(() => commandsNow(section, own ?? {}, openedFrom), [section, own, openedFrom]);
  const groups = useMemo(() => groupsOf(commands), [commands]);
  const place = useMemo(() => {
    const width = Math.min(WIDTH, window.innerWidth - 16);
    return new DOMRect((window.innerWidth - width) / 2, 0, width, FROM_TOP);
  }, []);
  return (
    <Picker
      label={t('All commands')}
      groups={groups}
      place={place}
      isLarge
      free={FREE}
      onPick={(id) => {
        const command = id.startsWith(FIND) ? searchFor(id.slice(FIND.length)) : commands.find((one) => one.id === id);
        // Where it was opened from has the focus back by then.
        setTimeout(() => command?.run(), 0);
      }}
      onClose={() => usePalette.getState().close()}
    />
  );
}

const FREE: FreeItem = {
  title: t('Files'),
  item: (text) => {
    if (text === '') return null;
    const { title, icon } = searchFor(text);
    return { id: `${FIND}${text}`, label: title, ...(icon ? { icon } : {}) };
  },
};

function groupsOf(commands: readonly Command[]): readonly PickerGroup[] {
  const groups = new Map<string, PickerItem[]>();
  for (const { id, title, group, icon, key } of commands) {
    const items = groups.get(group) ?? [];
    items.push({ id, label: title, ...(icon ? { icon } : {}), ...(key ? { hint: showKey(key) } : {}) });
    groups.set(group, items);
  }
  return [...groups].map(([title, items]) => ({ title, items }));
}
