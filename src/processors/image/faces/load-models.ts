import { readFile } from 'node:fs/promises';
import type { Cascade } from './cascade/cascade';
import { readCascade } from './cascade/read-cascade';
import { createNetwork, type Network } from './check/network';
import { readWeights } from './check/read-weights';
import { modelFile } from './model-file';

export interface FaceModels {
  readonly cascade: Cascade;
  readonly network: Network;
}

let loading: Promise<FaceModels> | undefined;

/** What finding faces needs, read once. Throws `environment.missing` when a file is not there. */
export function loadModels(): Promise<FaceModels> {
  loading ??= readModels().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function readModels(): Promise<FaceModels> {
  const [cascade, manifest, bytes] = await Promise.all([
    readFile(modelFile('haarcascade_frontalface_default.xml'), 'utf8'),
    readFile(modelFile('tiny_face_detector_model-weights_manifest.json'), 'utf8'),
    readFile(modelFile('tiny_face_detector_model.bin')),
  ]);
  return { cascade: readCascade(cascade), network: await createNetwork(readWeights(JSON.parse(manifest), bytes)) };
}
