import { spokenTongue } from '../../shared/words/words';

/** "Text at once" as it reads inside a sentence: "text at once"; what is in capitals stays: "OCR at once". Languages that write nouns large keep it. */
export function midSentence(text: string): string {
  if (spokenTongue().language === 'de') return text;
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
