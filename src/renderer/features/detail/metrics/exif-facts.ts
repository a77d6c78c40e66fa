import type { ImageReport } from '../../../../shared/model/report';
import { formatMoment } from '../../../format/time';
import type { Fact } from '../../../parts/fact-list';
import { locale, t } from '../../../../shared/words/words';

type Value = NonNullable<ImageReport['exif']>[string];

/** By the names of the EXIF standard. */
const NAMES: Readonly<Record<string, string>> = {
  ImageDescription: t('Description'),
  Make: t('Camera maker'),
  Model: t('Camera model'),
  LensModel: t('Lens'),
  Software: t('Made with'),
  DateTime: t('Changed'),
  DateTimeOriginal: t('Taken@@photo'),
  DateTimeDigitized: t('Digitised'),
  OffsetTime: t('Time zone'),
  OffsetTimeOriginal: t('Time zone when taken'),
  Artist: t('Author'),
  Copyright: t('Copyright'),
  ExposureTime: t('Exposure time'),
  ExposureBias: t('Exposure compensation'),
  FNumber: t('Aperture'),
  ISO: t('ISO speed'),
  Flash: t('Flash'),
  FocalLength: t('Focal length'),
  FocalLengthIn35mm: t('Focal length as on 35 mm film'),
  PixelXDimension: t('Width as the camera says'),
  PixelYDimension: t('Height as the camera says'),
  GPSLatitude: t('Latitude'),
  GPSLongitude: t('Longitude'),
};

const MOMENT = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/;
/** The lowest bit of the tag says whether it fired. */
const FIRED = 1;
/** An exposure shorter than this is told as a fraction, seconds. */
const LONG_EXPOSURE = 0.4;

const decimal = (value: number, digits: number): string => value.toLocaleString(locale(), { maximumFractionDigits: digits });

/** What a camera wrote into a picture, in words and units of photographers; tags without a name of ours stand as they are. */
export function exifFacts(exif: Readonly<Record<string, Value>>): Fact[] {
  return Object.entries(exif).map(([tag, value]): Fact => {
    const name = NAMES[tag];
    const said = typeof value === 'number' ? ofNumber(tag, value) : ofText(value);
    if (name === undefined) return [tag, String(value), 'both'];
    return said === null ? [name, String(value), 'value'] : [name, said];
  });
}

function ofNumber(tag: string, value: number): string | null {
  switch (tag) {
    case 'ExposureTime':
      return value > 0 && value < LONG_EXPOSURE ? `1/${Math.round(1 / value)} s` : `${decimal(value, 1)} s`;
    case 'FNumber':
      return `f/${decimal(value, 1)}`;
    case 'ExposureBias':
      return `${value > 0 ? '+' : ''}${decimal(value, 2)} EV`;
    case 'FocalLength':
    case 'FocalLengthIn35mm':
      return `${decimal(value, 1)} mm`;
    case 'PixelXDimension':
    case 'PixelYDimension':
      return `${decimal(value, 0)} px`;
    case 'GPSLatitude':
    case 'GPSLongitude':
      return `${decimal(value, 6)}°`;
    case 'Flash':
      return (value & FIRED) === FIRED ? t('Fired') : t('Did not fire');
    default:
      return null;
  }
}

/** Its moments are those of the camera's own clock. */
function ofText(value: Value): string | null {
  const parts = MOMENT.exec(String(value))?.slice(1).map(Number);
  if (!parts) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  return formatMoment(new Date(year, month - 1, day, hour, minute, second).getTime());
}
