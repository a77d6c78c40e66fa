"""
The retry wrapper around each file that people write in Python. Argument: folder. Runs it over all files there, and once
more without the wrapper; prints one JSON line of seconds.
"""
import json
import sys
import time
import traceback
from pathlib import Path

max_file_size = 100 * 1024 * 1024


def process_single_file(file_path):
    path = Path(file_path)
    if not path.exists():
        raise FileNotFoundError(file_path)
    if not path.is_file():
        raise ValueError(file_path)
    with open(path, "rb") as f:
        f.read(1)
    size = path.stat().st_size
    if size > max_file_size:
        raise ValueError("too large")
    if size == 0:
        raise ValueError("empty")
    return {"path": str(path), "size": size, "processed_at": time.time()}


def process_with_retry(file_path, max_retries=3, backoff_factor=2):
    last_error = None
    for attempt in range(max_retries):
        try:
            return {"success": True, "result": process_single_file(file_path), "attempts": attempt + 1}
        except Exception as e:
            last_error = e
            if attempt < max_retries - 1:
                time.sleep(backoff_factor**attempt)
    return {"success": False, "error": str(last_error), "traceback": traceback.format_exc(), "attempts": max_retries}


def seconds_of(process, paths):
    results, started = [], time.perf_counter()
    for path in paths:
        if Path(path).name.startswith("."):
            continue
        results.append(process(path))
    return time.perf_counter() - started


if __name__ == "__main__":
    files = [str(path) for path in Path(sys.argv[1]).rglob("*") if path.is_file()]
    seconds_of(process_single_file, files)
    print(json.dumps({"files": len(files), "wrapped": seconds_of(process_with_retry, files), "bare": seconds_of(process_single_file, files)}))
