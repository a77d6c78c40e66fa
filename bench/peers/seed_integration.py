"""The programs of the specification for integration by files, each timed over many small pairs: seconds, as JSON."""
import builtins
import fcntl
import gzip
import hashlib
import json
import os
import shutil
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

peers, job, folder, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
LISTINGS = {'reader': 'reader', 'writer': 'writer', 'atomic': 'atomic_write', 'locked': 'locked_write', 'archiver': 'archiver'}
exec(open(f'{peers}/{LISTINGS.get(job, "atomic_write")}.py').read())
rows = 'id,name,amount\n' + ''.join(f'{i},row {i},{i * 3}\n' for i in range(20))


def fsynced(i):
    temporary = f'{folder}/.tmp_{i}'
    with open(temporary, 'w') as file:
        file.write(rows)
        file.flush()
        os.fsync(file.fileno())
    os.rename(temporary, f'{folder}/{i}.csv')


started = time.perf_counter()
if job == 'reader':
    read = sum(1 for _ in read_input_files(folder, 'validator'))
    assert read == count, read
elif job == 'writer':
    for i in range(count):
        write_output_file(rows, folder, 'seed', f'rows{i}')
elif job == 'atomic':
    for i in range(count):
        atomic_write(f'{folder}/{i}.csv', rows)
elif job == 'fsync':
    for i in range(count):
        fsynced(i)
elif job == 'locked':
    for i in range(count):
        safe_write_file(Path(f'{folder}/{i}.csv'), rows)
elif job == 'archiver':
    archive_old_files(folder, f'{folder}-archive')
print(time.perf_counter() - started)
