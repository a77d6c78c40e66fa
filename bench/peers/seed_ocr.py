"""
OCR as people write it in Python, all steps on: OpenCV denoises, thresholds and deskews, then tesseract is run twice a
page, for the text and for the words with their confidence. Arguments: files. Prints one JSON line: seconds and texts.

Without pytesseract, tesseract is called as pytesseract calls it: a picture written beside, a process for each question.
"""
import json
import os
import subprocess
import sys
import tempfile
import time

import cv2
import numpy as np
from PIL import Image

try:
    from pytesseract import Output, image_to_data, image_to_string
except ImportError:
    Output = None

    def ask(image, lang, *config):
        with tempfile.TemporaryDirectory() as folder:
            path, out = os.path.join(folder, "page.png"), os.path.join(folder, "out")
            image.save(path, format="PNG")
            subprocess.run(["tesseract", path, out, "-l", lang, *config], check=True, stderr=subprocess.DEVNULL)
            with open(f"{out}.{config[0] if config else 'txt'}", encoding="utf-8") as file:
                return file.read()

    def image_to_string(image, lang):
        return ask(image, lang)

    def image_to_data(image, lang, **_):
        head, *rows = [line.split("\t") for line in ask(image, lang, "tsv").splitlines()]
        columns = {name: [row[i] if i < len(row) else "" for row in rows] for i, name in enumerate(head)}
        return {**columns, "conf": [float(value) for value in columns["conf"]]}


def read(path):
    image = cv2.imread(path)
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    gray = cv2.fastNlMeansDenoising(gray)
    gray = cv2.threshold(gray, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    coords = np.column_stack(np.where(gray > 0))
    angle = cv2.minAreaRect(coords)[-1]
    if angle < -45:
        angle = 90 + angle
    if angle != 0:
        (h, w) = gray.shape[:2]
        matrix = cv2.getRotationMatrix2D((w // 2, h // 2), angle, 1.0)
        gray = cv2.warpAffine(gray, matrix, (w, h), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    picture = Image.fromarray(gray)
    text = image_to_string(picture, lang="eng")
    details = image_to_data(picture, lang="eng", **({"output_type": Output.DICT} if Output else {}))
    confidences = [int(value) for value in details["conf"] if int(value) > 0]
    return text, sum(confidences) / len(confidences) if confidences else 0


started = time.perf_counter()
texts = [read(path)[0] for path in sys.argv[1:]]
print(json.dumps({"seconds": time.perf_counter() - started, "texts": texts}))
