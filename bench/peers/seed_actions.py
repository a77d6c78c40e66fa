"""
The file change processor that people write in Python (file-processing patterns, "File Change Processor"): a backup, a
version, a check and a log line for each event, one after another, nothing written through. Not minimal: as it is written
there, less what its framework does.

Arguments: folder of files, place for backups, versions and the log, "created" or "modified", and "durable" for copies and
lines that are written through to the disk before the next event is begun. Prints one JSON line: events, seconds inside, what
was done.
"""
import json
import os
import shutil
import sys
import time
from pathlib import Path

folder, place, kind = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
is_durable = sys.argv[4:] == ["durable"]


def write_through(path):
    descriptor = os.open(path, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


events = [{"type": kind, "path": str(path), "timestamp": time.time(), "details": {}} for path in sorted(folder.rglob("*")) if path.is_file()]
actions = {"on_create": {"backup": True, "notify": True, "process": False}, "on_modify": {"version": True, "validate": True}, "on_delete": {}}
backup_directory, version_directory, log_directory = place / "backup", place / "versions", place / "log"

processed_events, errors = [], []
begun = time.perf_counter()
for event in events:
    try:
        event_type = event["type"]
        file_path = Path(event["path"])
        processing_result = {"event": event, "actions_taken": [], "timestamp": time.time()}
        if event_type == "created":
            if actions["on_create"].get("backup"):
                backup_dir = Path(backup_directory) / "created" / time.strftime("%Y%m%d")
                backup_dir.mkdir(parents=True, exist_ok=True)
                backup_path = backup_dir / file_path.name
                shutil.copy2(file_path, backup_path)
                if is_durable:
                    write_through(backup_path)
                processing_result["actions_taken"].append({"action": "backup", "destination": str(backup_path)})
            if actions["on_create"].get("notify"):
                processing_result["actions_taken"].append({"action": "notify", "message": f"New file created: {file_path.name}"})
        elif event_type == "modified":
            if actions["on_modify"].get("version"):
                version_dir = Path(version_directory) / file_path.stem
                version_dir.mkdir(parents=True, exist_ok=True)
                version_name = f"{file_path.stem}_v{int(time.time())}{file_path.suffix}"
                version_path = version_dir / version_name
                shutil.copy2(file_path, version_path)
                if is_durable:
                    write_through(version_path)
                processing_result["actions_taken"].append({"action": "version", "version_path": str(version_path)})
            if actions["on_modify"].get("validate"):
                is_valid, validation_errors = True, []
                if file_path.suffix.lower() == ".json":
                    try:
                        with open(file_path, "r") as f:
                            json.load(f)
                    except json.JSONDecodeError as e:
                        is_valid = False
                        validation_errors.append(str(e))
                processing_result["actions_taken"].append({"action": "validate", "valid": is_valid, "errors": validation_errors})
        log_entry = {"timestamp": processing_result["timestamp"], "event_type": event_type, "path": event["path"], "actions": processing_result["actions_taken"]}
        log_path = Path(log_directory) / f"file_events_{time.strftime('%Y%m%d')}.jsonl"
        log_path.parent.mkdir(parents=True, exist_ok=True)
        with open(log_path, "a") as f:
            f.write(json.dumps(log_entry) + "\n")
        if is_durable:
            write_through(log_path)
        processing_result["actions_taken"].append({"action": "logged", "log_path": str(log_path)})
        processed_events.append(processing_result)
    except Exception as e:
        errors.append({"event": event, "error": str(e), "type": "processing_error"})
print(json.dumps({"events": len(processed_events), "errors": len(errors), "seconds": time.perf_counter() - begun}))
