import { LANGUAGE_CHOICES, tongueFor, type LanguageChoice, type Tongue } from '../../shared/words/languages';
import { speak, type Catalogue } from '../../shared/words/words';

const KEY = 'filemill:language';

/** What this page speaks; another window may have put down another choice since. */
let spoken: LanguageChoice = 'system';

/**
 * Before anything is shown: speaks the language that was chosen when the page was last open, so that the page need not
 * wait for the settings. Loads the code of the page only then: texts that stand in its modules are said as they load.
 */
export async function speakOnPage(): Promise<void> {
  spoken = rememberedChoice();
  const tongue = tongueFor(spoken, navigator.languages);
  speak(tongue, await catalogueOf(tongue));
  document.documentElement.lang = tongue.locale;
}

/** Begins the page anew where it speaks another language than the settings say. */
export function followLanguage(choice: LanguageChoice): void {
  if (choice === spoken) return;
  const before = tongueFor(spoken, navigator.languages);
  const after = tongueFor(choice, navigator.languages);
  localStorage.setItem(KEY, choice);
  spoken = choice;
  if (before.language !== after.language || before.locale !== after.locale) location.reload();
}

function rememberedChoice(): LanguageChoice {
  const kept = localStorage.getItem(KEY);
  return LANGUAGE_CHOICES.find((choice) => choice === kept) ?? 'system';
}

async function catalogueOf({ language }: Tongue): Promise<Catalogue> {
  return language === 'de' ? (await import('./catalogue-de')).catalogue : {};
}
