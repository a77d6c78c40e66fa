import { kernelRoom } from './kernels/load-kernels';
import { GREY_SIDE, NEUTRAL, partsOf, type ComparedPicture } from './signature-format';

const CELLS = GREY_SIDE * GREY_SIDE;
const LEVELS = 256;

/** Where the kernels see one picture of those that are compared: what is read next takes the place of what was. */
export class SignatureDesk {
  private readonly room = kernelRoom();
  private readonly grey = this.room.floats(CELLS);
  private readonly excess = this.room.floats(CELLS);
  private readonly bytes = this.room.bytes(CELLS);
  private readonly levels = this.room.floats(LEVELS);

  /** Throws where `isPictureSignature` is false. */
  read(signature: Uint8Array): ComparedPicture {
    const { room, grey, excess, bytes, levels } = this;
    const parts = partsOf(signature);
    const { width, height, coarse, lowest, unit } = parts;
    for (let step = 0; step < LEVELS; step += 1) levels[step] = lowest + step * unit;
    bytes.set(parts.grey);
    room.calls.readLevels(bytes.byteOffset, CELLS, levels.byteOffset, grey.byteOffset);
    bytes.set(parts.excess);
    room.calls.readHalfBytes(bytes.byteOffset, CELLS, parts.excessStep, excess.byteOffset);
    return { width, height, coarse, grey, excess, blueness: aroundNeutral(parts.blueness), redness: aroundNeutral(parts.redness) };
  }
}

function aroundNeutral(bytes: Uint8Array): Float32Array {
  const levels = new Float32Array(bytes.length);
  for (let at = 0; at < levels.length; at += 1) levels[at] = bytes[at]! - NEUTRAL;
  return levels;
}
