import type { LanguageChoice } from '../../shared/words/languages';
import { readSettings, settingsPath } from './settings-file';

/** What the settings say before the engine is made, so that it speaks so from its first word on; the system's where they can't be read, which the engine then tells. */
export function chosenLanguage(dataFolder: string): LanguageChoice {
  try {
    return readSettings(settingsPath(dataFolder)).general.language;
  } catch {
    return 'system';
  }
}
