"""RecordIO and .bin as insightface reads them. mxnet no longer installs, so its framing is read by bytes (dmlc recordio.h, mxnet recordio.py)."""

import pickle
import struct
from pathlib import Path

MAGIC = 0xCED7230A


def record_at(data: bytes, offset: int) -> bytes:
    """One record, its parts joined by the magic number that was dropped between them."""
    parts = []
    while True:
        magic, word = struct.unpack_from("<II", data, offset)
        assert magic == MAGIC, hex(magic)
        flag, length = word >> 29, word & (1 << 29) - 1
        parts.append(data[offset + 8 : offset + 8 + length])
        offset += 8 + (length + 3) // 4 * 4
        if flag in (0, 3):
            return struct.pack("<I", MAGIC).join(parts)


def unpack(record: bytes) -> tuple[list[float], bytes]:
    """mxnet.recordio.unpack: header IfQQ; where flag > 0, as many float32 labels follow."""
    flag, label = struct.unpack_from("<If", record)
    if flag == 0:
        return [label], record[24:]
    return list(struct.unpack_from(f"<{flag}f", record, 24)), record[24 + 4 * flag :]


def open_rec(folder: Path) -> tuple[bytes, dict[int, int]]:
    rec = next(folder.glob("*.rec"))
    index = dict(map(int, line.split("\t")) for line in rec.with_suffix(".idx").read_text().splitlines())
    return rec.read_bytes(), index


def mx_face_dataset(folder: Path):
    """recognition/arcface_torch/dataset.py MXFaceDataset: record 0 says how far images go; property says the classes."""
    data, index = open_rec(folder)
    flag = struct.unpack_from("<I", record_at(data, index[0]))[0]
    assert flag > 0
    header, _ = unpack(record_at(data, index[0]))
    images = []
    for key in range(1, int(header[0])):
        label, body = unpack(record_at(data, index[key]))
        images.append({"bytes": body, "label": int(label[0])})
    classes = int((folder / "property").read_text().split(",")[0])
    assert classes == len({one["label"] for one in images}) == int(header[1] - header[0])
    return "", images, {}


def flat_rec(folder: Path):
    data, index = open_rec(folder)
    images = []
    for key in index:
        label, body = unpack(record_at(data, index[key]))
        images.append({"bytes": body, "label": int(label[0])})
    return "", images, {}


def verification_bins(folder: Path):
    """arcface_torch/eval/verification.py load_bin up to decoding. Our own file, so plain pickle may be used. Each image must be one of the manifest."""
    import hashlib
    import json

    lines = [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf8").splitlines()]
    of_hash = {line["sha256"]: line for line in lines}
    found = sorted(folder.glob("*.bin"))
    if not found:
        raise FileNotFoundError("there is no .bin in this export")
    images, expected = [], []
    for path in found:
        with path.open("rb") as file:
            bins, issame = pickle.load(file, encoding="bytes")
        assert len(bins) == 2 * len(issame)
        for at, same in enumerate(issame):
            pair = [of_hash[hashlib.sha256(bytes(b)).hexdigest()] for b in bins[2 * at : 2 * at + 2]]
            assert (pair[0]["label"] == pair[1]["label"]) == bool(same)
            expected += pair
            images += [{"bytes": bytes(b), "label": line["label"]} for b, line in zip(bins[2 * at : 2 * at + 2], pair)]
    return "", images, {"lines": expected}
