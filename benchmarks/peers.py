"""Other tools on the same abstracts, in an environment of their own: prints the seconds that one takes.

python benchmarks/peers.py quantulum3|edsnlp PAPERS.jsonl
"""

import json
import sys
import time
from pathlib import Path


def quantulum3(texts: list[str]) -> float:
    from quantulum3 import parser

    parser.parse("2 m")  # loads what it loads lazily
    begin = time.perf_counter()
    for text in texts:
        parser.parse(text)
    return time.perf_counter() - begin


def edsnlp(texts: list[str]) -> float:
    import edsnlp as library
    import edsnlp.pipes as eds

    nlp = library.blank("eds")
    nlp.add_pipe(eds.sentences())
    nlp.add_pipe(eds.quantities(extract_ranges=True, quantities="all"))
    nlp("2 m")
    begin = time.perf_counter()
    for text in texts:
        nlp(text)
    return time.perf_counter() - begin


if __name__ == "__main__":
    with Path(sys.argv[2]).open(encoding="utf-8") as file:
        papers = [json.loads(line) for line in file]
    print({"quantulum3": quantulum3, "edsnlp": edsnlp}[sys.argv[1]]([paper["abstract"] for paper in papers]))
