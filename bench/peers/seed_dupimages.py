"""Groups of pictures whose perceptual hashes (imagehash's) differ in at most 8 bits: each with each, as scripts do."""
import json
import sys

import numpy
from PIL import Image

from seed_hashes import by_phash, imagehash

MOST_BITS = 8


def hash_of(path):
    image = Image.open(path)
    return numpy.asarray(imagehash.phash(image).hash if imagehash is not None else by_phash(image)).flatten()


paths = sys.argv[1:]
hashes = [hash_of(path) for path in paths]
group_of = list(range(len(paths)))


def first_of(at):
    while group_of[at] != at:
        at = group_of[at]
    return at


for one in range(len(paths)):
    for other in range(one + 1, len(paths)):
        if numpy.count_nonzero(hashes[one] != hashes[other]) <= MOST_BITS:
            group_of[first_of(other)] = first_of(one)

groups = {}
for at, path in enumerate(paths):
    groups.setdefault(first_of(at), []).append(path)
json.dump([group for group in groups.values() if len(group) > 1], sys.stdout)
