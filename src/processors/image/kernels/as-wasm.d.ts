/** AssemblyScript, compiled to WebAssembly by the build (tools/prepare/kernels.mjs), in base64. */
declare module '*.as.ts?wasm' {
  const code: string;
  export default code;
}
