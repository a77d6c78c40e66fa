import { parseArgs, type ParseArgsConfig } from 'node:util';
import { FilemillError } from '../shared/errors/filemill-error';

type Options = NonNullable<ParseArgsConfig['options']>;

const COMMON = { json: { type: 'boolean' }, data: { type: 'string' } } as const satisfies Options;

/**
 * Parses what follows a command's name.
 *
 * @throws FilemillError `usage.invalid`
 */
export function parseArguments<O extends Options>(argv: string[], options: O) {
  try {
    return parseArgs({ args: argv, options: { ...COMMON, ...options }, allowPositionals: true, strict: true });
  } catch (error) {
    throw new FilemillError('usage.invalid', (error as Error).message.split('. ')[0] ?? 'The options are not right.', {
      hint: 'See: filemill --help',
      cause: error,
    });
  }
}
