const COLUMNS = ['name', 'value', 'peer', 'ratio', 'floor', 'ok', 'note'];

/** Rows as people read them; the notes come last, so that they may be long. */
export function table(rows) {
  const lines = [COLUMNS, ...rows.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const rendered = lines.map((line) => line.map((cell, column) => align(cell, column, widths[column])).join('  ').trimEnd());
  return [rendered[0], '-'.repeat(Math.min(160, Math.max(...rendered.map((line) => line.length)))), ...rendered.slice(1)].join('\n');
}

const NUMERIC = new Set(['value', 'ratio']);

function align(cell, column, width) {
  if (COLUMNS[column] === 'note') return cell;
  return NUMERIC.has(COLUMNS[column]) ? cell.padStart(width) : cell.padEnd(width);
}

function cells({ name, value, unit, peer, peerValue, ratio, floor, ok, note }) {
  const theirs = peer === undefined ? '' : peerValue === undefined ? String(peer) : `${peer} ${shown(peerValue)}`;
  return [
    name,
    `${shown(value)} ${unit ?? ''}`.trim(),
    theirs,
    ratio === undefined ? '' : `${shown(ratio)}×`,
    floor ?? '',
    ok === undefined ? '' : ok ? 'yes' : 'NO',
    note ?? '',
  ];
}

const shown = (value) => (typeof value === 'number' ? value.toLocaleString('en', { maximumFractionDigits: 3 }) : String(value));
