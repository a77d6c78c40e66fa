"""The programs of the specification for integration by files, each timed over many small pairs, after a first round: seconds, as JSON."""
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

peers, job, before, timed, count = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4], int(sys.argv[5])
LISTINGS = {'reader': 'reader', 'writer': 'writer', 'atomic': 'atomic_write', 'locked': 'locked_write', 'archiver': 'archiver'}
exec(open(f'{peers}/{LISTINGS.get(job, "atomic_write")}.py').read())
rows = 'id,name,amount\n' + ''.join(f'{i},row {i},{i * 3}\n' for i in range(20))


def fsynced(folder, i):
    temporary = f'{folder}/.tmp_{i}'
    with open(temporary, 'w') as file:
        file.write(rows)
        file.flush()
        os.fsync(file.fileno())
    os.rename(temporary, f'{folder}/{i}.csv')


def work(folder):
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
            fsynced(folder, i)
    elif job == 'locked':
        for i in range(count):
            safe_write_file(Path(f'{folder}/{i}.csv'), rows)
    elif job == 'archiver':
        archive_old_files(folder, f'{folder}-archive')


work(before)
started = time.perf_counter()
work(timed)
print(time.perf_counter() - started)
