"""Segments the lines of a file with a peer: peer.py NAME IN OUT. Prints the processor's seconds that segmenting took."""

import sys
import time


def load(name):
    if name == "pyvi":
        from pyvi import ViTokenizer

        return ViTokenizer.tokenize
    if name == "underthesea":
        from underthesea import word_tokenize

        return lambda line: word_tokenize(line, format="text")
    raise SystemExit(f"unknown peer {name}")


def main():
    name, source, target = sys.argv[1:4]
    segment = load(name)
    lines = open(source, encoding="utf-8").read().split("\n")
    segment(lines[0])
    start = time.process_time()
    segmented = [segment(line) if line else "" for line in lines]
    print(time.process_time() - start)
    open(target, "w", encoding="utf-8").write("\n".join(segmented))


main()
