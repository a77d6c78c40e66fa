/** What is compiled to WebAssembly (AssemblyScript, with SIMD). All memory belongs to the caller. */
export { greyRow, reverseRow, storeColumn, countValues, sumRuns } from './grey.as';
export { gradientRow, laplacianRow, ridgeRow, spreadEdges } from './edges.as';
export { cornerRow, peakRow } from './corners.as';
export { spanOfBox, cutBox, sumBox } from './palette.as';
export { resizeRows, mixRows } from './resize.as';
export { addRow, meanRow } from './shrink.as';
export { sumRows, addExcess, averageCells, softenLines } from './cells.as';
