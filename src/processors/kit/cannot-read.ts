/**
 * Thrown by a processor that is not up to a file which is not at fault: the next processor in the catalogue reads it,
 * and the sentence becomes a warning.
 */
export class CannotRead extends Error {
  override readonly name = 'CannotRead';
}
