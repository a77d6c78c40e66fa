"""
The pass over a drop folder that people write in Python: look with filters, hash for change detection, retry wrapper,
then a backup copy and a log line for each file, one program after another. Minimal, single-threaded, nothing durable.

Arguments: folder, place for backup and log, "backup" or "nobackup". Prints one JSON line of seconds.
"""
import hashlib
import json
import re
import shutil
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

sys.dont_write_bytecode = True
from seed_retry import max_file_size, process_with_retry  # noqa: E402

folder, place, with_backup = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "backup"


def filtered():
    include, exclude = [re.compile(r"\.")], [re.compile(r"\.tmp$"), re.compile(r"/\.")]
    min_age, now, candidates, processed = timedelta(seconds=0), datetime.now(), [], set()
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        if str(path) in processed:
            continue
        if path.stat().st_size > max_file_size:
            continue
        if now - datetime.fromtimestamp(path.stat().st_mtime) < min_age:
            continue
        text = str(path)
        if include and not any(p.search(text) for p in include):
            continue
        if exclude and any(p.search(text) for p in exclude):
            continue
        candidates.append({"path": text, "name": path.name, "size": path.stat().st_size, "modified": path.stat().st_mtime})
    candidates.sort(key=lambda item: item["modified"])
    return candidates


def monitored():
    events, registry = [], {}
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        key, stat = str(path), path.stat()
        with open(path, "rb") as f:
            digest = hashlib.md5(f.read(1024 * 1024)).hexdigest()
        info = {"path": key, "size": stat.st_size, "mtime": stat.st_mtime, "hash": digest}
        if key not in registry:
            events.append({"type": "created", "path": key, "timestamp": time.time(), "details": info})
        registry[key] = info
    current = {str(path) for path in folder.rglob("*") if path.is_file()}
    for key in list(registry):
        if key not in current:
            del registry[key]
    return events


def retried(candidates):
    results = []
    for info in candidates:
        if Path(info["path"]).name.startswith("."):
            continue
        results.append(process_with_retry(info["path"]))
    return results


def acted(events):
    for event in events:
        path = Path(event["path"])
        actions = []
        if with_backup:
            backup_dir = place / "created" / time.strftime("%Y%m%d") / path.parent.name
            backup_dir.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, backup_dir / path.name)
            actions.append({"action": "backup", "destination": str(backup_dir / path.name)})
        entry = {"timestamp": time.time(), "event_type": event["type"], "path": event["path"], "actions": actions}
        log_path = place / f"file_events_{time.strftime('%Y%m%d')}.jsonl"
        log_path.parent.mkdir(parents=True, exist_ok=True)
        with open(log_path, "a") as f:
            f.write(json.dumps(entry) + "\n")


seconds = {}
started = time.perf_counter()
candidates = filtered()
seconds["filter"] = time.perf_counter() - started
begun = time.perf_counter()
results = retried(candidates)
seconds["retry"] = time.perf_counter() - begun
begun = time.perf_counter()
events = monitored()
seconds["hash"] = time.perf_counter() - begun
begun = time.perf_counter()
acted(events)
seconds["act"] = time.perf_counter() - begun
seconds["all"] = time.perf_counter() - started
print(json.dumps({"files": sum(r["success"] for r in results), "seconds": seconds}))
