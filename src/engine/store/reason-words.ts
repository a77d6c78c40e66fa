/*
 * A reason stays in the ledger as it was said, in the language that Filemill spoke then: what it is about is known by how it
 * begins in each of them.
 */
export const isStillArriving = (reason: string | null): boolean => /^(Still arriving|Kommt noch an)/.test(reason ?? '');

export const isHeldByLock = (reason: string | null): boolean => /^(A program holds|Ein Programm hält)/.test(reason ?? '');

/** Says what rules have done. */
export const isOfRules = (reason: string | null): boolean => /^(By “|Durch „)/.test(reason ?? '');

export const withoutTooNew = (reason: string): string => reason.replace(/^(Too new|Zu neu): /, '');

/** The line that a message about an invalid file names. */
export const lineIn = (message: string): string | undefined => /\b(?:line|Zeile) (\d+)/i.exec(message)?.[1];
