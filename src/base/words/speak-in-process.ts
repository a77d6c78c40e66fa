import { tongueFor, type LanguageChoice, type Tongue } from '../../shared/words/languages';
import { speak, spokenTongue, type Catalogue } from '../../shared/words/words';

/** By it a process tells those that it starts what they speak. */
const TONGUE_VARIABLE = 'FILEMILL_TONGUE';

/**
 * Speaks, in a process without a page, as was chosen.
 * @param preferred the system's locales as BCP 47 tags, the preferred first
 * @returns whether it spoke otherwise before
 */
export async function speakAs(choice: LanguageChoice, preferred: readonly string[]): Promise<boolean> {
  const [before, next] = [spokenTongue(), tongueFor(choice, preferred)];
  if (before.language === next.language && before.locale === next.locale) return false;
  speak(next, await catalogueOf(next));
  return true;
}

/** What a process that is started gets into its environment, so that it speaks as this one does now. */
export const tongueInEnvironment = (tongue: Tongue): Record<string, string> => ({ [TONGUE_VARIABLE]: JSON.stringify(tongue) });

/** For a process that was started by ours: speaks as that one did. English where nothing is said. */
export async function speakAsParent(): Promise<void> {
  const said = process.env[TONGUE_VARIABLE];
  if (said === undefined) return;
  const tongue = JSON.parse(said) as Tongue;
  speak(tongue, await catalogueOf(tongue));
}

async function catalogueOf({ language }: Tongue): Promise<Catalogue> {
  return language === 'de' ? (await import('./catalogue-de')).catalogue : {};
}
