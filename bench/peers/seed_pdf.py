"""
PDF reading as people write it in Python: pdfplumber for text and tables, PyPDF2 when that fails. Arguments: a way to
read ("pdfplumber", "PyPDF2", or "pdfminer", which is what pdfplumber reads with), then files. Prints one JSON line:
seconds, and for each file the texts of its pages and its tables.
"""
import json
import sys
import time
from importlib import import_module

way, paths = sys.argv[1], sys.argv[2:]
library = import_module(way)


def with_pdfplumber(path):
    pages, tables = [], []
    with library.open(path) as pdf:
        metadata = pdf.metadata
        for i, page in enumerate(pdf.pages):
            pages.append(page.extract_text() or "")
            tables.extend({"page": i + 1, "rows": table} for table in page.extract_tables() or [])
    return {"pages": pages, "tables": tables, "title": metadata.get("Title"), "author": metadata.get("Author")}


def with_pypdf2(path):
    with open(path, "rb") as file:
        reader = library.PdfReader(file)
        return {"pages": [page.extract_text() for page in reader.pages], "tables": []}


def with_pdfminer(path):
    from pdfminer.high_level import extract_text

    return {"pages": extract_text(path).split("\f")[:-1], "tables": []}


read = {"pdfplumber": with_pdfplumber, "PyPDF2": with_pypdf2, "pdfminer": with_pdfminer}[way]
started, results = time.perf_counter(), []
for path in paths:
    try:
        results.append(read(path))
    except Exception as error:
        results.append({"pages": [], "tables": [], "error": str(error)})
print(json.dumps({"seconds": time.perf_counter() - started, "files": results}))
