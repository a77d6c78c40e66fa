/** What is said, sent or set going can't be taken back: why, by the effect's action. */
const FINAL: Readonly<Record<string, string>> = {
  log: 'What is logged stays.',
  message: 'A message can’t be called back.',
  request: 'What was sent can’t be called back.',
  program: 'What a program does is not known to Filemill.',
};

/** Null for what has a way back. */
export const whyFinal = (action: string): string | null => (Object.hasOwn(FINAL, action) ? (FINAL[action] ?? null) : null);
