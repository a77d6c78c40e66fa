"""
Word reading as people write it in Python: python-docx, paragraphs with style, alignment and runs, tables, sections.
Arguments: files. Prints one JSON line: seconds, and for each file the texts of its paragraphs and cells.
"""
import json
import sys
import time
from pathlib import Path

import docx


def parse(path):
    doc_path = Path(path)
    doc = docx.Document(doc_path)
    doc_data = {"path": str(doc_path), "name": doc_path.name, "paragraphs": [], "tables": [], "headers": [], "sections": []}
    for para in doc.paragraphs:
        if para.text.strip():
            para_data = {
                "text": para.text,
                "style": para.style.name if para.style else None,
                "alignment": str(para.alignment) if para.alignment else None,
                "runs": [],
            }
            for run in para.runs:
                if run.text:
                    para_data["runs"].append(
                        {
                            "text": run.text,
                            "bold": run.bold,
                            "italic": run.italic,
                            "underline": run.underline,
                            "font_name": run.font.name,
                            "font_size": run.font.size.pt if run.font.size else None,
                        }
                    )
            doc_data["paragraphs"].append(para_data)
            if para.style and "Heading" in para.style.name:
                doc_data["headers"].append({"level": para.style.name, "text": para.text})
    for table_idx, table in enumerate(doc.tables):
        table_data = {"index": table_idx, "rows": [], "dimensions": {"rows": len(table.rows), "cols": len(table.columns)}}
        for row in table.rows:
            row_data = []
            for cell in row.cells:
                row_data.append(cell.text.strip())
            table_data["rows"].append(row_data)
        doc_data["tables"].append(table_data)
    for section in doc.sections:
        doc_data["sections"].append(
            {
                "start_type": str(section.start_type),
                "orientation": str(section.orientation),
                "page_width": section.page_width,
                "page_height": section.page_height,
            }
        )
    full_text = " ".join([p["text"] for p in doc_data["paragraphs"]])
    doc_data["statistics"] = {
        "total_characters": len(full_text),
        "total_words": len(full_text.split()),
        "paragraph_count": len(doc_data["paragraphs"]),
        "table_count": len(doc_data["tables"]),
        "header_count": len(doc_data["headers"]),
    }
    return doc_data


started = time.perf_counter()
parsed = [parse(path) for path in sys.argv[1:]]
seconds = time.perf_counter() - started
print(
    json.dumps(
        {
            "seconds": seconds,
            "files": [
                {
                    "paragraphs": [p["text"] for p in one["paragraphs"]],
                    "styles": [p["style"] for p in one["paragraphs"]],
                    "cells": [cell for table in one["tables"] for row in table["rows"] for cell in row],
                }
                for one in parsed
            ],
        }
    )
)
