import type { FactNeed } from '../../shared/model/fact';
import type { FolderSettings } from '../../shared/model/folder';

/** What rules need to know is found out, also where the folder would leave it. */
export function settingsForRules(settings: FolderSettings, needs: ReadonlySet<FactNeed>): FolderSettings {
  const { ocr, archives } = settings;
  const readsPages = needs.has('ocr') && ocr.mode === 'never';
  const looksInside = needs.has('lookInside') && !archives.lookInside;
  const faces = settings.faces || needs.has('faces');
  if (!readsPages && !looksInside && faces === settings.faces) return settings;
  return { ...settings, faces, ocr: readsPages ? { ...ocr, mode: 'automatic' } : ocr, archives: looksInside ? { ...archives, lookInside: true } : archives };
}
