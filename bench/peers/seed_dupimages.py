"""
Groups of pictures whose perceptual hashes (imagehash's) differ in at most 8 bits: each with each, as scripts do. With
"four" first, all four hashes that the seed takes are computed of each picture; with "one", the perceptual one alone.
"""
import json
import sys

import numpy
from PIL import Image

from seed_hashes import by_phash, hashes_of, imagehash

MOST_BITS = 8


def hash_of(path):
    image = Image.open(path)
    if how == "four":
        bits = int(hashes_of(image)["perceptual"], 16)
        return numpy.array([bits >> place & 1 for place in range(64)], dtype=bool)
    return numpy.asarray(imagehash.phash(image).hash if imagehash is not None else by_phash(image)).flatten()


how, *paths = sys.argv[1:]
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
