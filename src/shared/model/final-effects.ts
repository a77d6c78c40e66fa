import { t, words } from '../words/words';

/** What is said, sent or set going can't be taken back: why, by the effect's action. */
const FINAL: Readonly<Record<string, string>> = {
  log: words('What is logged stays.'),
  message: words('A message can’t be called back.'),
  request: words('What was sent can’t be called back.'),
  program: words('What a program does is not known to Filemill.'),
};

/** Null for what has a way back. */
export const whyFinal = (action: string): string | null => (Object.hasOwn(FINAL, action) ? t(FINAL[action] as string) : null);
