"""
Image analysis as the Python seed does it: OpenCV's measures and imagehash's four hashes, each file read once by OpenCV
and once by Pillow. Arguments: "all" or "hashes", then files. Prints one JSON line: seconds, the largest resident size in
kB, and for each file what was found.
"""
import json
import resource
import sys
import time

import cv2
import numpy as np
from PIL import Image

from seed_hashes import hashes_of

BLUR_THRESHOLD = 100


def measures_of(path):
    image = cv2.imread(path)
    height, width = image.shape[:2]
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    sharpness = cv2.Laplacian(gray, cv2.CV_64F).var()
    noise = cv2.Laplacian(gray, cv2.CV_64F)
    quality = {
        "sharpness": float(sharpness),
        "isBlurry": bool(sharpness < BLUR_THRESHOLD),
        "brightness": float(np.mean(gray)),
        "contrast": float(np.std(gray)),
        "noise": float(np.std(noise)),
    }
    blue, green, red = (cv2.calcHist([image], [i], None, [256], [0, 256]) for i in range(3))
    edges = cv2.Canny(gray, 100, 200)
    corners = cv2.goodFeaturesToTrack(gray, maxCorners=1000, qualityLevel=0.01, minDistance=10)
    content = {
        "dominantColors": {"red": int(np.argmax(red)), "green": int(np.argmax(green)), "blue": int(np.argmax(blue))},
        "mean": [float(np.mean(image[:, :, i])) for i in range(3)],
        "std": [float(np.std(image[:, :, i])) for i in range(3)],
        "edgeDensity": float(np.sum(edges > 0) / (width * height)),
        "cornerCount": 0 if corners is None else len(corners),
    }
    return {"quality": quality, "content": content}


what, paths = sys.argv[1], sys.argv[2:]
started, results = time.perf_counter(), []
for path in paths:
    found = measures_of(path) if what == "all" else {}
    found["hashes"] = hashes_of(Image.open(path))
    results.append(found)
seconds = time.perf_counter() - started
print(json.dumps({"seconds": seconds, "peakKb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "files": results}))
