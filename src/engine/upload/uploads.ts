/** What others may use of uploads. */
export { connectS3, type S3Credentials } from './connect-s3';
export { readDestination, type Destination } from './destination';
export { destinationNamed, DESTINATIONS_NAME } from './destinations-file';
export { Uploads, type UploadsOptions } from './open-uploads';
export { takeIntoVault } from './take-into-vault';
export type { ConnectionTest } from './test-connection';
export { UploadStateFolder } from './upload-state-folder';
export type { UploadedPart, UploadHead, UploadStates } from './upload-states';
export type { Uploaded, UploadProgress, UploadRequest } from './uploader';
