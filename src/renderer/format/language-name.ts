import { locale } from '../../shared/words/words';
const names = new Intl.DisplayNames(locale(), { type: 'language', fallback: 'none' });

/** What trained data for OCR is called, in words where there is one: "German" for "deu", "script/Latin" as it is. */
export function languageName(code: string): string {
  const [base = '', ...rest] = code.split('_');
  if (!/^[a-z]{2,3}$/.test(base)) return code;
  const name = names.of(base);
  if (name === undefined) return code;
  return rest.length === 0 ? name : `${name} (${rest.join(' ')})`;
}
