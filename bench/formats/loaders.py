"""Loaders by format. Each takes the export's folder and gives (version, images, extra).

An image is a dict with `bytes` and `label`, and `partner`, `weight`, `identity` where the loader shows them. Packages are imported where they are
used: one that is not installed costs its own rows only. Steps follow the loaders named in docs/formats.md.
"""

import importlib
import importlib.metadata
import importlib.util
import re
import shutil
import subprocess
import sys
import types
from pathlib import Path

import recordio


def version(package: str) -> str:
    return importlib.metadata.version(package)


def soft(row: dict) -> dict:
    return {"partner": row["partner_label"], "weight": row["weight"], "identity": row["identity"]}


def read(path: str) -> bytes:
    return Path(path).read_bytes()


def torchvision_image_folder():
    """ImageFolder. torchvision's compiled part wants the very build of torch that it was made with; ImageFolder needs none of it, so where the
    two do not fit, its file is loaded without the rest of the package."""
    try:
        from torchvision.datasets import ImageFolder

        return ImageFolder
    except RuntimeError as thrown:
        if "torchvision::" not in str(thrown):
            raise
    for name in [name for name in sys.modules if name.split(".")[0] == "torchvision"]:
        del sys.modules[name]
    root = importlib.util.find_spec("torchvision").submodule_search_locations[0]
    for name, path in (("torchvision", root), ("torchvision.datasets", f"{root}/datasets")):
        sys.modules[name] = types.ModuleType(name)
        sys.modules[name].__path__ = [path]
    sys.modules["torchvision"].get_image_backend = lambda: "PIL"
    return importlib.import_module("torchvision.datasets.folder").ImageFolder


def image_folder(folder: Path):
    ImageFolder = torchvision_image_folder()
    dataset = ImageFolder(str(folder / "images"), loader=read)
    # The default loader decodes: each picture must open.
    for picture, _ in ImageFolder(str(folder / "images")):
        picture.load()
    return version("torchvision"), [{"bytes": b, "label": label} for b, label in dataset], {}


def digiface_folder(folder: Path):
    """torchvision numbers classes by sorted names; DigiFace's names are the numbers, so the label is the name."""
    dataset = torchvision_image_folder()(str(folder / "images"), loader=read)
    names = dataset.classes
    return version("torchvision"), [{"bytes": b, "label": int(names[at])} for b, at in dataset], {}


def synface(folder: Path):
    """lib/datasets/dataset.py Img_Folder_Mix.get_label: one regular expression over the name; ids from 1."""
    images = []
    for path in sorted((folder / "images").rglob("*.jpg")):
        match = re.match(r"(.*)_(.*)x(.*)_\((.*)\)x(.*).jpg", path.name)
        _, own, weight, partner, _ = match.groups()
        label = int(own) - 1
        assert label == int(path.parent.name) - 1
        images.append({"bytes": path.read_bytes(), "label": label, "partner": int(partner) - 1, "weight": float(weight)})
    return "", images, {}


def hugging_face(load):
    def loader(folder: Path):
        import datasets

        rows = load(datasets, folder).cast_column("image", datasets.Image(decode=False))
        images = [
            {"bytes": row["image"]["bytes"] or read(row["image"]["path"]), "label": row["label"], **soft(row)} for row in rows
        ]
        for row in load(datasets, folder):
            row["image"].load()
        return version("datasets"), images, {}

    return loader


def parquet_class_label(folder: Path):
    """The label must be a ClassLabel whose names are the identities."""
    import datasets

    rows = datasets.load_dataset(str(folder), split="train")
    label = rows.features["label"]
    assert isinstance(label, datasets.ClassLabel), label
    rows = rows.cast_column("image", datasets.Image(decode=False))
    return version("datasets"), [
        {"bytes": row["image"]["bytes"], "label": row["label"], "identity": label.int2str(row["label"])} for row in rows
    ], {}


def parquet(folder: Path):
    import pyarrow.parquet as pq

    rows = pq.read_table(str(folder / "data")).to_pylist()
    return version("pyarrow"), [{"bytes": row["image"]["bytes"], "label": row["label"], **soft(row)} for row in rows], {}


def web_dataset(folder: Path):
    import json

    import webdataset

    shards = sorted(map(str, folder.glob("*.tar")))
    images = []
    for sample in webdataset.WebDataset(shards, shardshuffle=False, empty_check=False):
        images.append({"bytes": sample["jpg"], "label": int(sample["cls"]), **soft(json.loads(sample["json"]))})
    for picture, label in webdataset.WebDataset(shards, shardshuffle=False).decode("pil").to_tuple("jpg", "cls"):
        picture.load()
    return version("webdataset"), images, {}


def web_dataset_hf(folder: Path):
    import datasets

    rows = datasets.load_dataset("webdataset", data_files=sorted(map(str, folder.glob("*.tar"))), split="train")
    rows = rows.cast_column("jpg", datasets.Image(decode=False))
    return version("datasets"), [{"bytes": row["jpg"]["bytes"], "label": row["cls"], **soft(row["json"])} for row in rows], {}


def tensorflow(folder: Path):
    import tensorflow as tf

    features = {
        "image/encoded": tf.io.FixedLenFeature([], tf.string),
        "image/source_id": tf.io.FixedLenFeature([], tf.int64),
        "image/class/text": tf.io.FixedLenFeature([], tf.string),
        "outis/partner_label": tf.io.FixedLenFeature([], tf.int64),
        "outis/weight": tf.io.FixedLenFeature([], tf.float32),
        "image/height": tf.io.FixedLenFeature([], tf.int64),
    }
    images = []
    for record in tf.data.TFRecordDataset(sorted(map(str, folder.glob("*.tfrecord")))):
        row = tf.io.parse_single_example(record, features)
        assert tf.image.decode_jpeg(row["image/encoded"]).shape[0] == int(row["image/height"])
        images.append(
            {
                "bytes": row["image/encoded"].numpy(),
                "label": int(row["image/source_id"]),
                "partner": int(row["outis/partner_label"]),
                "weight": float(row["outis/weight"]),
                "identity": row["image/class/text"].numpy().decode(),
            }
        )
    return tf.__version__, images, {}


def tfrecord_package(folder: Path):
    from tfrecord.reader import tfrecord_loader

    images = []
    for path in sorted(folder.glob("*.tfrecord")):
        wanted = {"image/encoded": "byte", "image/source_id": "int"}
        for row in tfrecord_loader(str(path), None, wanted):
            images.append({"bytes": bytes(row["image/encoded"]), "label": int(row["image/source_id"][0])})
    return version("tfrecord"), images, {}


def vec2face_lmdb(folder: Path):
    """HaiyuWu/SOTA-Face-Recognition-Train-and-Test, data/data_loader_train_lmdb.py: msgpack (image, label) under ASCII numbers."""
    import lmdb
    import msgpack

    found = sorted(p for p in folder.rglob("*") if p.suffix in (".lmdb", ".mdb") or p.name == "data.mdb")
    path = found[0]
    env = lmdb.open(str(path.parent if path.name == "data.mdb" else path), subdir=path.name == "data.mdb", readonly=True, lock=False)
    with env.begin(write=False) as transaction:
        keys = msgpack.loads(transaction.get(b"__keys__"))
        assert msgpack.loads(transaction.get(b"__len__")) == len(keys)
        classes = msgpack.loads(transaction.get(b"__classnum__"))
        images = []
        for key in keys:
            value = msgpack.loads(transaction.get(key))
            images.append({"bytes": value[0], "label": int(value[-1])})
        assert classes == len({one["label"] for one in images})
    return version("lmdb"), images, {}


def croissant(folder: Path):
    import mlcroissant

    found = folder / "croissant.json"
    if not found.exists():
        raise FileNotFoundError("there is no croissant.json")
    mlcroissant.Dataset(jsonld=str(found))
    return version("mlcroissant"), None, {}


def exiftool(folder: Path):
    """Not a loader of images but what reads their marks: every image must name a renderer as its source (IPTC DigitalSourceType)."""
    program = shutil.which("exiftool")
    if program is None:
        raise ModuleNotFoundError("exiftool (Debian: libimage-exiftool-perl)")

    def run(*arguments: str) -> str:
        return subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout

    images = folder / "images"
    marks = run("-q", "-r", "-s3", "-XMP-iptcExt:DigitalSourceType", str(images)).splitlines()
    wanted = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
    # exiftool prints the term's name or its address, by version.
    right = sum(mark in (wanted, "Algorithmic Media", "algorithmicMedia") for mark in marks)
    count = sum(1 for path in images.rglob("*") if path.is_file())
    if right != count:
        raise ValueError(f"{right} of {count} images are marked; first {marks[:1]}")
    return run("-ver").strip(), None, {}


_CROISSANT = ("mlcroissant", croissant)
_BINS = ("pickle, verification .bin", recordio.verification_bins)

LOADERS = {
    "folder": [("torchvision ImageFolder", image_folder), ("SynFace's regular expression", synface), ("exiftool, marks", exiftool), _CROISSANT],
    "recordio": [("MXFaceDataset's steps, by bytes", recordio.mx_face_dataset), _BINS, _CROISSANT],
    "im2rec": [("flat .rec, by bytes", recordio.flat_rec), _CROISSANT],
    "webdataset": [("webdataset", web_dataset), ("datasets, webdataset", web_dataset_hf), _CROISSANT],
    "hf-folder": [
        ("datasets, imagefolder", hugging_face(lambda d, f: d.load_dataset("imagefolder", data_dir=str(f), split="train"))),
        ("datasets, by README", hugging_face(lambda d, f: d.load_dataset(str(f), split="train"))),
        _CROISSANT,
    ],
    "hf-parquet": [
        ("datasets, by README", hugging_face(lambda d, f: d.load_dataset(str(f), split="train"))),
        ("datasets, ClassLabel", parquet_class_label),
        ("pyarrow", parquet),
        _CROISSANT,
    ],
    "tfrecord": [("tensorflow", tensorflow), ("tfrecord", tfrecord_package), _CROISSANT],
    "lmdb": [("lmdb + msgpack", vec2face_lmdb), _CROISSANT],
    "digiface": [("torchvision ImageFolder", digiface_folder), _CROISSANT],
}
