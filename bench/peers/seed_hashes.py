"""
The four hashes that the seed takes from the library imagehash: that library where it is installed, else its algorithms
(4.3, hash size 8) in the same steps with the same libraries.
"""
try:
    import imagehash
except ImportError:
    imagehash = None

import numpy
import pywt
import scipy.fftpack
from PIL import Image

SIZE = 8
LANCZOS = getattr(Image, "Resampling", Image).LANCZOS


def hashes_of(image):
    if imagehash is not None:
        ways = (imagehash.average_hash, imagehash.phash, imagehash.dhash, imagehash.whash)
        average, perceptual, difference, wavelet = (str(way(image)) for way in ways)
    else:
        average, perceptual, difference, wavelet = (hexadecimal(way(image)) for way in (by_average, by_phash, by_dhash, by_whash))
    return {"average": average, "perceptual": perceptual, "difference": difference, "wavelet": wavelet}


def hexadecimal(bits):
    return "%016x" % int("".join(str(int(bit)) for bit in bits.flatten()), 2)


def grey(image, width, height):
    return numpy.asarray(image.convert("L").resize((width, height), LANCZOS))


def by_average(image):
    pixels = grey(image, SIZE, SIZE)
    return pixels > numpy.mean(pixels)


def by_dhash(image):
    pixels = grey(image, SIZE + 1, SIZE)
    return pixels[:, 1:] > pixels[:, :-1]


def by_phash(image):
    pixels = grey(image, 4 * SIZE, 4 * SIZE)
    low = scipy.fftpack.dct(scipy.fftpack.dct(pixels, axis=0), axis=1)[:SIZE, :SIZE]
    return low > numpy.median(low)


def by_whash(image):
    scale = max(2 ** int(numpy.log2(min(image.size))), SIZE)
    levels = int(numpy.log2(scale))
    pixels = grey(image, scale, scale) / 255.0
    coefficients = list(pywt.wavedec2(pixels, "haar", level=levels))
    coefficients[0] *= 0
    pixels = pywt.waverec2(coefficients, "haar")
    low = pywt.wavedec2(pixels, "haar", level=levels - int(numpy.log2(SIZE)))[0]
    return low > numpy.median(low)
