"""trafilatura over one set, in a process of its own: NAME FOLDER INPUT.jsonl OUTPUT.json"""

import json
import resource
import sys

import trafilatura

_, _name, _folder, input_path, output_path = sys.argv
with open(input_path, encoding="utf-8") as lines:
    pages = [json.loads(line) for line in lines]

articles = {}
before = resource.getrusage(resource.RUSAGE_SELF)
for page in pages:
    found = trafilatura.bare_extraction(page["html"], url=page["url"], include_comments=False, with_metadata=True)
    found = found.as_dict() if hasattr(found, "as_dict") else (found or {})
    articles[page["id"]] = {"text": found.get("text") or "", "byline": found.get("author"), "date": found.get("date")}
after = resource.getrusage(resource.RUSAGE_SELF)

with open(output_path, "w", encoding="utf-8") as out:
    json.dump(
        {
            "articles": articles,
            "cpuSeconds": after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime,
            "peakMegabytes": after.ru_maxrss / 1024,
        },
        out,
    )
