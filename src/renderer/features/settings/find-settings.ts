import type { Setting } from './pages';

type Described = Pick<Setting, 'label' | 'hint' | 'words' | 'page'>;

/** The settings that hold every word of what was typed, the name of their page included. */
export function findSettings<S extends Described>(settings: readonly S[], pages: Readonly<Record<string, string>>, text: string): S[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return settings.filter(({ label, hint, words = '', page }) => {
    const all = `${label} ${hint} ${words} ${pages[page]}`.toLowerCase();
    return wanted.every((word) => all.includes(word));
  });
}
