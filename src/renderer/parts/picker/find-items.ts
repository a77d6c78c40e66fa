import type { LucideIcon } from 'lucide-react';

export interface PickerItem {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly icon?: LucideIcon;
  readonly isMono?: boolean;
}

export interface PickerGroup {
  readonly title: string;
  readonly items: readonly PickerItem[];
}

/** What has all the words in its label, hint, id or group; groups that are left empty go. */
export function findItems(groups: readonly PickerGroup[], text: string): readonly PickerGroup[] {
  const words = text.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  return groups
    .map(({ title, items }) => ({
      title,
      items: items.filter(({ id, label, hint = '' }) => {
        const all = `${title}\n${id}\n${label}\n${hint}`.toLowerCase();
        return words.every((word) => all.includes(word));
      }),
    }))
    .filter(({ items }) => items.length > 0);
}
