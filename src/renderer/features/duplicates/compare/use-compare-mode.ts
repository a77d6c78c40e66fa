import type { DuplicateGroup } from '../../../../shared/model/duplicates';
import { useLayout } from '../../../state/layout-store';
import { modesOf, type CompareMode } from './compare-modes';

/** How a group is compared: as the last one of its kind was. */
export function useCompareMode(group: DuplicateGroup | null): [mode: CompareMode, setMode: (mode: CompareMode) => void] {
  const id = `compare-${group?.tier === 'sameText' ? 'text' : 'picture'}`;
  const wanted = useLayout((state) => state.choices[id]);
  const choose = useLayout((state) => state.choose);
  const [first = 'two', ...others] = group ? modesOf(group) : [];
  return [others.find((one) => one === wanted) ?? first, (mode) => choose(id, mode)];
}
