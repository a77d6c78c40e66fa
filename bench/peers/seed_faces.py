"""
Faces as the Python seed finds them: the cascade on the grey picture at its full size. Arguments: files. Prints one JSON
line: seconds without reading the files, the largest resident size in kB, and for each file its boxes.
"""
import json
import os
import resource
import sys
import time

import cv2

NAME = "haarcascade_frontalface_default.xml"
FOLDERS = [getattr(getattr(cv2, "data", None), "haarcascades", ""), "/usr/share/opencv4/haarcascades/"]

cascade = cv2.CascadeClassifier(next(path for path in (os.path.join(folder, NAME) for folder in FOLDERS) if os.path.exists(path)))
seconds, results = 0.0, []
for path in sys.argv[1:]:
    gray = cv2.cvtColor(cv2.imread(path), cv2.COLOR_BGR2GRAY)
    started = time.perf_counter()
    boxes = cascade.detectMultiScale(gray, scaleFactor=1.1, minNeighbors=5)
    seconds += time.perf_counter() - started
    results.append([[int(number) for number in box] for box in boxes])
print(json.dumps({"seconds": seconds, "peakKb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, "files": results}))
