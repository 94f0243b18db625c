"""Makes the silver sentences that tools/train-segmenter.js learns from before it sees the treebank.

    python3 -m venv V && V/bin/pip install pyvi underthesea
    V/bin/python tools/segmentation/label-silver.py OUT [--pages DIR] [--rdrsegmenter CHECKOUT] REPOSITORY...

OUT gets sentences.txt, pyvi.txt, underthesea.txt and rdrsegmenter.txt, line by line the same sentences.
REPOSITORY is a git directory of one of the sources below, any of which may be left out:

    deepmind/xquad                 paragraphs and questions of Wikipedia in Vietnamese, CC BY-SA 4.0
    heraclex12/Viwiki-spelling     articles of the Vietnamese Wikipedia, CC BY 4.0
    trongtuyen99/ViWikiSum         its folder "summary" alone: articles of the Vietnamese Wikipedia, CC BY-SA 4.0
    undertheseanlp/corpus.viwiki   articles of the Vietnamese Wikipedia, CC BY-SA 4.0

--pages DIR              gzipped HTML pages, whose paragraphs come first
--rdrsegmenter CHECKOUT  of datquocnguyen/RDRsegmenter (Apache-2.0); needs javac and java

No sentence is committed; only weights that were computed from them are.
"""

import argparse
import glob
import gzip
import html
import io
import json
import os
import random
import re
import subprocess
import tarfile
import unicodedata

SEED = 7
MAX_SYLLABLES = 3_500_000
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.I)


def git(repository, *arguments):
    return subprocess.run(["git", f"--git-dir={repository}", *arguments], capture_output=True).stdout


def archived(repository, folder):
    archive = tarfile.open(fileobj=io.BytesIO(git(repository, "archive", "HEAD", folder)))
    for member in archive:
        if member.isfile():
            yield archive.extractfile(member).read().decode("utf-8", "replace")


def texts_of(repository):
    if "xquad" in repository:
        for article in json.loads(git(repository, "show", "HEAD:xquad.vi.json"))["data"]:
            for paragraph in article["paragraphs"]:
                yield paragraph["context"]
                yield from (question["question"] for question in paragraph["qas"])
    elif "Viwiki-spelling" in repository:
        for line in git(repository, "show", "HEAD:spelling_test.json").decode().split("\n"):
            if line.strip():
                yield json.loads(line)["text"]
    elif "ViWikiSum" in repository:
        yield from archived(repository, "summary")
    else:
        yield from archived(repository, "viwiki")


def pages(folder):
    for path in sorted(glob.glob(f"{folder}/*.html.gz")):
        source = gzip.open(path).read().decode("utf-8", "replace")
        source = re.sub(r"(?is)<(script|style|noscript)\b.*?</\1>", " ", source)
        for block in re.findall(r"(?is)<(?:p|h1|h2|h3)\b[^>]*>(.*?)</(?:p|h1|h2|h3)>", source):
            yield html.unescape(re.sub(r"<[^>]+>", " ", block))


def clean_lines(text, seen):
    for line in unicodedata.normalize("NFC", text).split("\n"):
        line = re.sub(r"\s+", " ", line).strip()
        is_prose = 25 <= len(line) <= 3000 and len(VIETNAMESE.findall(line)) >= len(line) / 30
        if is_prose and line not in seen:
            seen.add(line)
            yield line


def sentences_of(line):
    for sentence in re.split(r"(?<=[.!?…])\s+(?=[^a-zà-ỹ])", line):
        if 4 <= len(sentence.split()) <= 80:
            yield sentence.strip()


def collect(arguments):
    seen = set()
    lines = []
    if arguments.pages:
        lines += [line for text in pages(arguments.pages) for line in clean_lines(text, seen)]
    random.seed(SEED)
    # Small sources are used up before the large one, of which three lines in four are then taken.
    sources = [[line for text in texts_of(name) for line in clean_lines(text, seen)] for name in arguments.repositories]
    large = max(sources, key=len, default=[])
    small = [line for source in sources if source is not large for line in source]
    random.shuffle(large)
    random.shuffle(small)
    for index in range(max(len(small), len(large) // 2)):
        lines += small[index : index + 1] + large[2 * index : 2 * index + 2]
    total = 0
    for line in lines:
        for sentence in sentences_of(line):
            total += len(sentence.split())
            yield sentence
        if total > MAX_SYLLABLES:
            return


def label_with_rdrsegmenter(checkout, out):
    """Through bench/segmentation/SegmentLines.java; RDRsegmenter looks for its rules in the working directory."""
    source = os.path.join(os.path.dirname(__file__), "../../bench/segmentation/SegmentLines.java")
    rdr = os.path.join(checkout, "RDRsegmenter.java")
    compiler = ["javac", "-encoding", "UTF-8", "-cp", checkout, "-sourcepath", checkout]
    subprocess.run([*compiler, "-d", checkout, rdr, source], check=True)
    with open(f"{out}/sentences.txt") as sentences, open(f"{out}/rdrsegmenter.txt", "w") as labels:
        subprocess.run(["java", "-cp", ".", "SegmentLines"], cwd=checkout, stdin=sentences, stdout=labels, check=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("out")
    parser.add_argument("--pages")
    parser.add_argument("--rdrsegmenter")
    parser.add_argument("repositories", nargs="*")
    arguments = parser.parse_args()
    sentences = list(collect(arguments))
    with open(f"{arguments.out}/sentences.txt", "w") as file:
        file.writelines(sentence + "\n" for sentence in sentences)

    from pyvi import ViTokenizer
    from underthesea import word_tokenize

    teachers = {"pyvi": ViTokenizer.tokenize, "underthesea": lambda line: word_tokenize(line, format="text")}
    for name, segment in teachers.items():
        with open(f"{arguments.out}/{name}.txt", "w") as file:
            file.writelines(segment(sentence) + "\n" for sentence in sentences)
    if arguments.rdrsegmenter:
        label_with_rdrsegmenter(arguments.rdrsegmenter, arguments.out)


main()
