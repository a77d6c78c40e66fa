/** What is compiled to WebAssembly (AssemblyScript, with SIMD). All memory belongs to the caller; grids are of 32-bit floats, and may be read up to 16 bytes behind their end. */
export { align, overlay } from './align.as';
export { correlateGrid, correlateLays, normaliseLay, readExtent, toLay, turnLay } from './coarse.as';
export { fineParts } from './fine-parts.as';
export { countLevels, halve, readHalfBytes, readLevels, turn } from './planes.as';
export { solve } from './solve.as';
export { toSpline } from './spline.as';
export { hasStrangePatch } from './strangeness.as';
export { pairSums, restOf, thirdSums } from './sums.as';
export { alignTrim } from './trim.as';
