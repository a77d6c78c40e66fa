/** Two names that differ in capitals only are one. */
export const foldRuleName = (name: string): string => name.normalize('NFC').toLowerCase();
