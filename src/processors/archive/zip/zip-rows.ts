import { ByteRows } from '../entries/byte-rows';
import type { ZipFields } from './zip-fields';

const FIXED_BYTES = 63;
const NO_BYTES = Buffer.alloc(0);

/** The fields of all entries of a ZIP file, packed: a list of entries may be long. */
export class ZipRows {
  private readonly rows = new ByteRows();

  get length(): number {
    return this.rows.length;
  }

  add(fields: ZipFields): void {
    const { rawName, rawComment, unicodeName, aes, modified } = fields;
    const row = this.rows.add(FIXED_BYTES + rawName.length + rawComment.length + (unicodeName?.length ?? 0));
    row.writeUInt16LE(fields.flags, 0);
    row.writeUInt16LE(fields.storedMethod, 2);
    row.writeUInt16LE(fields.method, 4);
    row.writeUInt32LE(fields.crc, 6);
    row.writeDoubleLE(fields.packedSize, 10);
    row.writeDoubleLE(fields.size, 18);
    row.writeDoubleLE(fields.at, 26);
    row[34] = fields.madeBy;
    row.writeUInt32LE(fields.externalAttributes, 35);
    row.writeUInt16LE(fields.dosTime, 39);
    row.writeUInt16LE(fields.dosDate, 41);
    row.writeDoubleLE(modified ?? NaN, 43);
    row.writeUInt16LE(aes?.version ?? 0, 51);
    row[53] = aes?.strength ?? 0;
    row[54] = (unicodeName ? 1 : 0) + (aes ? 2 : 0);
    row.writeUInt32LE(rawName.length, 55);
    row.writeUInt32LE(rawComment.length, 59);
    const commentStart = FIXED_BYTES + rawName.length;
    rawName.copy(row, FIXED_BYTES);
    rawComment.copy(row, commentStart);
    unicodeName?.copy(row, commentStart + rawComment.length);
  }

  /** @param index below `length` */
  at(index: number): ZipFields {
    const row = this.rows.at(index);
    const commentStart = FIXED_BYTES + row.readUInt32LE(55);
    const commentBytes = row.readUInt32LE(59);
    const modified = row.readDoubleLE(43);
    const has = row[54] as number;
    return {
      rawName: row.subarray(FIXED_BYTES, commentStart),
      rawComment: commentBytes === 0 ? NO_BYTES : row.subarray(commentStart, commentStart + commentBytes),
      flags: row.readUInt16LE(0),
      storedMethod: row.readUInt16LE(2),
      method: row.readUInt16LE(4),
      crc: row.readUInt32LE(6),
      packedSize: row.readDoubleLE(10),
      size: row.readDoubleLE(18),
      at: row.readDoubleLE(26),
      madeBy: row[34] as number,
      externalAttributes: row.readUInt32LE(35),
      dosTime: row.readUInt16LE(39),
      dosDate: row.readUInt16LE(41),
      modified: Number.isNaN(modified) ? null : modified,
      unicodeName: (has & 1) === 0 ? null : row.subarray(commentStart + commentBytes),
      aes: (has & 2) === 0 ? null : { version: row.readUInt16LE(51), strength: row[53] as number },
    };
  }

  *[Symbol.iterator](): Generator<ZipFields, void, undefined> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index);
  }
}
