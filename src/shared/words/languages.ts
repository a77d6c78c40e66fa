/** The languages that Filemill speaks. English is the one it is written in; each other has its catalogues `words.<language>.json`. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What a person may choose; `pseudo` is for tests: every text that comes out of a catalogue is marked and a third longer. */
export const LANGUAGE_CHOICES = ['system', ...LANGUAGES, 'pseudo'] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

export interface Tongue {
  readonly language: Language | 'pseudo';
  /** For dates, numbers and sizes: the system's where it speaks the same language, with its region. */
  readonly locale: string;
}

/**
 * The language to speak and the locale to count in.
 * @param preferred the system's locales as BCP 47 tags, the preferred first
 */
export function tongueFor(choice: LanguageChoice, preferred: readonly string[]): Tongue {
  if (choice === 'pseudo') return { language: 'pseudo', locale: 'en' };
  if (choice === 'system') {
    const locale = preferred.find((tag) => languageOf(tag) !== null);
    return { language: (locale && languageOf(locale)) || 'en', locale: locale ?? preferred[0] ?? 'en' };
  }
  return { language: choice, locale: preferred.find((tag) => languageOf(tag) === choice) ?? choice };
}

function languageOf(tag: string): Language | null {
  const primary = tag.toLowerCase().split(/[-_]/)[0];
  return LANGUAGES.find((language) => language === primary) ?? null;
}
