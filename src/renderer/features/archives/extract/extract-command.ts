import { quoteArgument, quotePath } from '../../../format/quote-argument';
import { patternsOf, USUAL_CHOICE, type ExtractChoice } from './extract-request';

/** The same on the command line: `filemill archive extract …`. Chosen entries have no words there, patterns have. */
export function extractCommand(path: string, choice: ExtractChoice, platform: string): string {
  const quote = (text: string): string => quoteArgument(text, platform);
  const words = ['filemill', 'archive', 'extract', quotePath(path, platform)];
  if (choice.target !== null) words.push('--to', quotePath(choice.target, platform));
  for (const pattern of patternsOf(choice.include)) words.push('--include', quote(pattern));
  for (const pattern of patternsOf(choice.exclude)) words.push('--exclude', quote(pattern));
  if (choice.maxEntryBytes !== null) words.push('--max-file-size', String(choice.maxEntryBytes));
  if (choice.ownFolder !== USUAL_CHOICE.ownFolder) words.push('--own-folder', choice.ownFolder);
  if (choice.conflict !== USUAL_CHOICE.conflict) words.push('--conflict', choice.conflict);
  return words.join(' ');
}
