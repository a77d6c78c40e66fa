"""
Pictures changed as people write it in Python: OpenCV and Pillow side by side. Arguments: what to do ("resize", "enhance"
or "all"), a folder to write into, files. Prints one JSON line: seconds.
"""
import json
import sys
import time
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageEnhance

what, folder, *paths = sys.argv[1:]
MAX_DIMENSION = 1600
FACTOR = 1.1


def change(path):
    image = cv2.imread(path)
    pil_image = Image.open(path)
    done = 1
    h, w = image.shape[:2]
    if w > h:
        new_w, new_h = MAX_DIMENSION, int(h * (MAX_DIMENSION / w))
    else:
        new_w, new_h = int(w * (MAX_DIMENSION / h)), MAX_DIMENSION
    image = cv2.resize(image, (new_w, new_h), interpolation=cv2.INTER_LANCZOS4)
    pil_image = pil_image.resize((new_w, new_h), Image.LANCZOS)
    if what == "all":
        kernel = np.array([[-1, -1, -1], [-1, 9, -1], [-1, -1, -1]])
        image = cv2.filter2D(image, -1, kernel)
        image = cv2.GaussianBlur(image, (5, 5), 0)
        edges = cv2.Canny(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), 100, 200)
        image = cv2.addWeighted(image, 0.8, cv2.cvtColor(edges, cv2.COLOR_GRAY2BGR), 0.2, 0)
        for enhancer in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
            pil_image = enhancer(pil_image).enhance(FACTOR)
        done += 6
    if done > 3:
        image = cv2.cvtColor(np.array(pil_image), cv2.COLOR_RGB2BGR)
    if what != "resize":
        result = cv2.cvtColor(image, cv2.COLOR_BGR2LAB)
        avg_a = np.average(result[:, :, 1])
        avg_b = np.average(result[:, :, 2])
        result[:, :, 1] = result[:, :, 1] - ((avg_a - 128) * (result[:, :, 0] / 255.0) * 1.1)
        result[:, :, 2] = result[:, :, 2] - ((avg_b - 128) * (result[:, :, 0] / 255.0) * 1.1)
        image = cv2.cvtColor(result, cv2.COLOR_LAB2BGR)
        l, a, b = cv2.split(cv2.cvtColor(image, cv2.COLOR_BGR2LAB))
        clahe = cv2.createCLAHE(clipLimit=3.0, tileGridSize=(8, 8))
        image = cv2.cvtColor(cv2.merge([clahe.apply(l), a, b]), cv2.COLOR_LAB2BGR)
    cv2.imwrite(str(Path(folder) / Path(path).name), image, [cv2.IMWRITE_JPEG_QUALITY, 90])


change(paths[0])
started = time.perf_counter()
for path in paths:
    change(path)
print(json.dumps({"seconds": time.perf_counter() - started}))
