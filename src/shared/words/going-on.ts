import { spokenTongue } from './words';

/** For a sentence that goes on within another one, after a colon: English begins it small, unless with a name in capitals; German as any other. */
export const goingOn = (sentence: string): string =>
  spokenTongue().language !== 'de' && /^[A-Z](?![A-Z])/.test(sentence) ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
