/** Hand-off by files between programs: what the command line, and later the engine, use of it. docs/formats/sidecar.md is its contract. */
export { putFiles, type Producing, type PutResult } from './producer';
export { takePairs, type Taken, type Taking } from './take-pairs';
export { readHandoffs, type ReadHandoff } from './read-handoffs';
export { lookAtHandoffs, type HandoffRow } from './look-at-handoffs';
export { checkConformance, type Conformance, type Finding } from './check-conformance';
export { sweepFiles, type Swept, type Sweeping } from './sweep-files';
export { Reach, silence } from './reach';
