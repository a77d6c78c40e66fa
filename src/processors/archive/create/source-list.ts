import { rowsOf } from '../../../base/packed-rows';
import { packSourceSchema, type PackSource } from '../../../shared/model/packing';
import type { PackedRows } from '../../../shared/rpc/packed-rows';
import { ByteRows } from '../entries/byte-rows';
import { nameBytes } from './entry-facts';

/** What is to be packed, made as often as it is gone through: there may be very many. */
export interface SourceList extends Iterable<PackSource> {
  readonly totalBytes: number;
}

/** @param isSorted in the order of their names' bytes, the same on every system and in every language; else as they came */
export function sourceList(rows: PackedRows<PackSource>, isSorted: boolean): SourceList {
  const given = { [Symbol.iterator]: () => rowsOf(rows, packSourceSchema) };
  let totalBytes = 0;
  for (const { size } of given) totalBytes += size;
  return { totalBytes, [Symbol.iterator]: isSorted ? sorted(given) : given[Symbol.iterator] };
}

function sorted(given: Iterable<PackSource>): () => Generator<PackSource, void, undefined> {
  const names = new ByteRows();
  const rows = new ByteRows();
  for (const source of given) {
    const { name } = nameBytes(source.name);
    names.add(name.length).set(name);
    rows.addText(JSON.stringify(source));
  }
  const order = Uint32Array.from({ length: rows.length }, (_, index) => index).sort((a, b) => Buffer.compare(names.at(a), names.at(b)));
  return function* inOrder() {
    for (const index of order) yield packSourceSchema.parse(JSON.parse(rows.at(index).toString()));
  };
}
