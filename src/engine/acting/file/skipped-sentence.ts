import { displayName } from '../../../shared/model/display-name';

/** Why nothing was written. */
export const skippedSentence = ({ path, why }: { path: string; why: 'taken' | 'identical' }): string =>
  why === 'identical' ? `The same file lies at “${displayName(path)}” already.` : `“${displayName(path)}” is there already, and stays as it is.`;
