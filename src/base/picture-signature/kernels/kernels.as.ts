/** What is compiled to WebAssembly (AssemblyScript, with SIMD). All memory belongs to the caller; grids are of 32-bit floats, and may be read up to 16 bytes behind their end. */
export { addStep } from './align.as';
