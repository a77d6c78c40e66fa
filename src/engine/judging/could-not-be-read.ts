import type { ErrorData } from '../../shared/errors/filemill-error';

/** A reading that is only doubted is one all the same: rules may ask for its confidence. */
export const couldNotBeRead = (error: ErrorData | null): boolean => error !== null && error.cause !== 'lowConfidence';
