"""Opens one export with the loaders that users of its format have and holds what they see against manifest.jsonl.

usage: check.py FORMAT FOLDER; prints one line of JSON per loader. Each loader has a process of its own: some packages cannot be loaded together.
"""

import hashlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from loaders import LOADERS


def manifest(folder: Path) -> list[dict]:
    return [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf8").splitlines()]


def facts(line: dict) -> tuple:
    partner = line["partner"] or {"label": line["label"], "weight": 1.0}
    return line["label"], line["sha256"], partner["label"], round(partner["weight"], 5)


def compare(loaded: list[dict], lines: list[dict]) -> str:
    """'' where equal, else what differs. A loader that shows no soft label is compared without it."""
    hashes = [hashlib.sha256(one["bytes"]).hexdigest() for one in loaded]
    if len(loaded) != len(lines):
        return f"{len(loaded)} images, the manifest has {len(lines)}"
    wanted = Counter((line["label"], line["sha256"]) for line in lines)
    if Counter((one["label"], sha) for one, sha in zip(loaded, hashes)) != wanted:
        is_hash = Counter(hashes) != Counter(line["sha256"] for line in lines)
        return "image bytes differ" if is_hash else "labels differ"
    if all("partner" in one for one in loaded):
        soft = Counter(
            (one["label"], sha, one["partner"], round(one["weight"], 5)) for one, sha in zip(loaded, hashes)
        )
        if soft != Counter(map(facts, lines)):
            return "soft labels differ"
    if all("identity" in one for one in loaded):
        names = {line["label"]: line["identity"] for line in lines}
        if any(names[one["label"]] != one["identity"] for one in loaded):
            return "names of identities differ"
    return ""


def see(name: str, load, folder: Path) -> dict:
    try:
        version, loaded, extra = load(folder)
    except ModuleNotFoundError as missing:
        return {"loader": name, "images": None, "missing": str(missing), "differs": ""}
    except Exception as thrown:  # a loader may throw anything; that is the finding
        return {"loader": name, "images": None, "differs": f"{type(thrown).__name__}: {thrown}"[:300]}
    seen = {"loader": f"{name} {version}".strip(), "images": None, "differs": ""}
    if loaded is None:
        return seen
    return {
        **seen,
        "images": len(loaded),
        "hasSoftLabels": all("partner" in one for one in loaded),
        "differs": compare(loaded, extra.get("lines", manifest(folder))),
    }


def main() -> None:
    export_format, folder = sys.argv[1], sys.argv[2]
    loaders = LOADERS[export_format]
    if len(sys.argv) == 4:
        print(json.dumps(see(*loaders[int(sys.argv[3])], Path(folder))), flush=True)
        return
    for number, (name, _) in enumerate(loaders):
        ended = subprocess.run([sys.executable, __file__, export_format, folder, str(number)])
        if ended.returncode != 0:
            print(json.dumps({"loader": name, "images": None, "differs": f"ended with {ended.returncode}"}), flush=True)


main()
