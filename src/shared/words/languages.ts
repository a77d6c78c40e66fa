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
 * @param preferred the system's locales, the preferred first: as BCP 47 tags or as POSIX names them; what is neither is passed over
 */
export function tongueFor(choice: LanguageChoice, preferred: readonly string[]): Tongue {
  const tags = preferred.flatMap(tagOf);
  if (choice === 'pseudo') return { language: 'pseudo', locale: 'en' };
  if (choice === 'system') {
    const locale = tags.find((tag) => languageOf(tag) !== null);
    return { language: (locale && languageOf(locale)) || 'en', locale: locale ?? tags[0] ?? 'en' };
  }
  return { language: choice, locale: tags.find((tag) => languageOf(tag) === choice) ?? choice };
}

/** "de_CH.UTF-8@euro" is de-CH; "C" and "POSIX" are no language. */
function tagOf(name: string): string[] {
  const tag = (name.split(/[.@]/)[0] ?? '').replaceAll('_', '-');
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}

function languageOf(tag: string): Language | null {
  const primary = tag.toLowerCase().split('-')[0];
  return LANGUAGES.find((language) => language === primary) ?? null;
}
