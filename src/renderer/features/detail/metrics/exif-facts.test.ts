import { expect, it } from 'vitest';
import { formatMoment } from '../../../format/time';
import { exifFacts } from './exif-facts';

it('says what a camera wrote in the words of photographers', () => {
  expect(exifFacts({ Make: 'Filemill', ExposureTime: 0.008, FNumber: 5.6, ExposureBias: 0.33, Flash: 24, FocalLength: 50, GPSLatitude: 53.5 })).toEqual([
    ['Camera maker', 'Filemill', 'value'],
    ['Exposure time', '1/125 s'],
    ['Aperture', 'f/5.6'],
    ['Exposure compensation', '+0.33 EV'],
    ['Flash', 'Did not fire'],
    ['Focal length', '50 mm'],
    ['Latitude', '53.5°'],
  ]);
  expect(exifFacts({ ExposureTime: 2.5, Flash: 25, ISO: 100 })).toEqual([
    ['Exposure time', '2.5 s'],
    ['Flash', 'Fired'],
    ['ISO speed', '100', 'value'],
  ]);
});

it('has moments by the camera’s own clock, and leaves what it does not know as it is', () => {
  expect(exifFacts({ DateTimeOriginal: '2026:01:15 16:42:10', DateTime: 'yesterday', SubjectArea: '1 2' })).toEqual([
    ['Taken', formatMoment(new Date(2026, 0, 15, 16, 42, 10).getTime())],
    ['Changed', 'yesterday', 'value'],
    ['SubjectArea', '1 2', 'both'],
  ]);
});
