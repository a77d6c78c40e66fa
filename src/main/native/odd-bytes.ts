/** Whether a name stands for bytes that are not UTF-8 (see `base/byte-name`); such a path can't be handed on as text. */
export const hasOddBytes = (path: string): boolean => /[\uef80-\uefff]/.test(path);
