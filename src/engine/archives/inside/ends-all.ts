import { ERROR_TABLE } from '../../../shared/errors/error-table';
import type { ErrorData } from '../../../shared/errors/filemill-error';

/** It is not about the one file: nothing else would fare better now. */
export const endsAll = ({ code }: ErrorData): boolean => code === 'call.cancelled' || ERROR_TABLE[code].retry === 'whenCleared';
