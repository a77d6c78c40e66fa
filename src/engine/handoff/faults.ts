import type { ErrorCode } from '../../shared/errors/error-table';
import { FilemillError } from '../../shared/errors/filemill-error';
import type { HandoffFaultName } from '../../shared/model/handoff';
import { t, words } from '../../shared/words/words';

interface FaultRow {
  /** What Filemill would call it elsewhere. */
  code: ErrorCode;
  /** What the program that wrote it should do. */
  hint: string;
}

/** Each way in which a hand-off can be wrong: a state of its own. */
export const FAULTS = {
  sidecarNotFile: { code: 'file.notRegular', hint: words('Write the sidecar as a plain file.') },
  sidecarDenied: { code: 'file.denied', hint: words('Give Filemill’s account the right to read the sidecar.') },
  sidecarTooLarge: { code: 'file.tooLarge', hint: words('Keep it below 64 KB; lists belong into a file of their own.') },
  sidecarNotJson: { code: 'file.invalid', hint: words('Write it under a temporary name and rename it when it is whole.') },
  sidecarTooDeep: { code: 'file.tooComplex', hint: words('Nest no more than 32 levels.') },
  sidecarNotObject: { code: 'file.invalid', hint: words('A sidecar is one JSON object.') },
  sidecarIncomplete: { code: 'file.invalid', hint: words('It needs at least checksum and next_app.') },
  sidecarWrongType: { code: 'file.invalid', hint: words('docs/formats/sidecar.md says what each field is.') },
  pathEscape: { code: 'file.unsafe', hint: words('filename is a name alone, without a path. It was not followed.') },
  otherFilename: { code: 'file.invalid', hint: words('filename is the name of the file beside the sidecar.') },
  checksumUnknown: { code: 'file.invalid', hint: words('Write sha256: and 64 hexadecimal digits.') },
  sidecarMissing: { code: 'file.invalid', hint: words('Write a sidecar when the data is whole: nobody can tell whom the file is for, or whether it is right.') },
  dataMissing: { code: 'file.vanished', hint: words('Write the data first, the sidecar last.') },
  dataNotFile: { code: 'file.notRegular', hint: words('Hand over plain files; links and folders are not followed.') },
  dataDenied: { code: 'file.denied', hint: words('Give Filemill’s account the right to read the data.') },
  sizeMismatch: { code: 'file.invalid', hint: words('Write the sidecar when the data is whole, with its size in bytes.') },
  checksumMismatch: { code: 'file.invalid', hint: words('Write the checksum of the bytes as they lie on disk.') },
  lockNotFile: { code: 'file.notRegular', hint: words('A lock is a plain file; take the folder or link away.') },
  resultNotFolder: { code: 'file.outsideFolder', hint: words('Put plain folders in the place of processed and errors.') },
} as const satisfies Record<HandoffFaultName, FaultRow>;
export type Fault = HandoffFaultName;

/** What is wrong with one pair, in one sentence. */
export class HandoffFault extends FilemillError {
  constructor(
    readonly fault: Fault,
    message: string,
    readonly nextApp: string | null = null,
  ) {
    super(FAULTS[fault].code, message, { hint: t(FAULTS[fault].hint) });
  }
}
