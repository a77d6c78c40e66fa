/** A part of an office file that is not the XML it should be: a finding about the data, not a failure to read it. */
export class XmlFault extends Error {
  override readonly name = 'XmlFault';

  constructor(
    readonly part: string,
    /** From 1; null when it concerns the part as a whole. */
    readonly line: number | null,
    readonly what: string,
  ) {
    super(`${part}: ${what}`);
  }
}
