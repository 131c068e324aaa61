"""The networks of src/main/engine/recognition in PyTorch, as a yardstick and as an oracle.

    python bench/pytorch_training.py speed --architecture compact --batch 64 --steps 10
        one JSON line: images per second of a training step (forward, backward, SGD) and peak memory
    python bench/pytorch_training.py reference fixtures/recognition
        writes sgd_iresnet18_tiny.json: three steps of SGD from the weights of a1_iresnet18_tiny

Needs `pip install torch==2.13.0 numpy`. Written from the equations; not part of the product.
"""
import argparse
import json
import math
import resource
import struct
import time

import torch
from torch import nn
from torch.nn import functional as F

# architecture: stem channels, [channels, blocks] of each stage, input height and width, embedding size, dropout
ARCHITECTURES = {
    "compact": (32, [(32, 2), (64, 3), (128, 3), (256, 2)], (48, 48), 256, 0.0),
    "iresnet18": (64, [(64, 2), (128, 2), (256, 2), (512, 2)], (112, 112), 512, 0.0),
    "lresnet50e-ir": (64, [(64, 3), (128, 4), (256, 14), (512, 3)], (112, 96), 512, 0.5),
}


class IrBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(inputs)
        self.conv1 = nn.Conv2d(inputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.prelu = nn.PReLU(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, stride, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outputs)
        self.downsample = None
        if stride != 1 or inputs != outputs:
            self.downsample = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        y = self.bn3(self.conv2(self.prelu(self.bn2(self.conv1(self.bn1(x))))))
        return y + (x if self.downsample is None else self.downsample(x))


class IrResNet(nn.Module):
    def __init__(self, stem, stages, size, embedding, dropout):
        super().__init__()
        self.conv1 = nn.Conv2d(3, stem, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(stem)
        self.prelu = nn.PReLU(stem)
        channels = stem
        for index, (width, count) in enumerate(stages):
            blocks = []
            for block in range(count):
                blocks.append(IrBlock(channels, width, 2 if block == 0 else 1))
                channels = width
            setattr(self, f"layer{index + 1}", nn.Sequential(*blocks))
        self.stage_count = len(stages)
        self.bn2 = nn.BatchNorm2d(channels)
        self.dropout = nn.Dropout(dropout)
        side = [math.ceil(length / 2 ** len(stages)) for length in size]
        self.fc = nn.Linear(channels * side[0] * side[1], embedding)
        self.features = nn.BatchNorm1d(embedding)
        self.features.weight.requires_grad_(False)

    def forward(self, x):
        x = self.prelu(self.bn1(self.conv1(x)))
        for index in range(self.stage_count):
            x = getattr(self, f"layer{index + 1}")(x)
        return self.features(self.fc(torch.flatten(self.dropout(self.bn2(x)), 1)))


def arcface_loss(features, centres, labels, scale=30.0, margin=0.5):
    cosine = F.linear(F.normalize(features), F.normalize(centres))
    sine = torch.sqrt((1 - cosine * cosine).clamp(1e-12, 1))
    phi = cosine * math.cos(margin) - sine * math.sin(margin)
    phi = torch.where(cosine > math.cos(math.pi - margin), phi, cosine - margin * math.sin(margin))
    target = F.one_hot(labels, centres.shape[0]).to(cosine.dtype)
    return F.cross_entropy(scale * (target * phi + (1 - target) * cosine), labels)


def speed(arguments):
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(0)
    network = IrResNet(*ARCHITECTURES[arguments.architecture]).train().to(memory_format=torch.channels_last)
    height, width = ARCHITECTURES[arguments.architecture][2]
    centres = nn.Parameter(torch.randn(arguments.classes, ARCHITECTURES[arguments.architecture][3]))
    trained = [p for p in network.parameters() if p.requires_grad] + [centres]
    sgd = torch.optim.SGD(trained, lr=0.01, momentum=0.9, weight_decay=5e-4)
    images = torch.randn(arguments.batch, 3, height, width).to(memory_format=torch.channels_last)
    labels = torch.arange(arguments.batch) % arguments.classes
    seconds, processor = [], []
    for _ in range(arguments.steps + 2):
        start, used = time.perf_counter(), time.process_time()
        sgd.zero_grad(set_to_none=True)
        arcface_loss(network(images), centres, labels).backward()
        sgd.step()
        seconds.append(time.perf_counter() - start)
        processor.append(time.process_time() - used)
    seconds = sorted(seconds[2:])
    print(json.dumps({
        "engine": f"PyTorch {torch.__version__}",
        "architecture": arguments.architecture,
        "batch": arguments.batch,
        "parameters": sum(p.numel() for p in network.parameters()),
        "medianStepSeconds": seconds[len(seconds) // 2],
        "bestStepSeconds": seconds[0],
        "processorSecondsPerStep": sorted(processor[2:])[arguments.steps // 2],
        "imagesPerSecond": arguments.batch / seconds[len(seconds) // 2],
        "peakMegabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }))


def read_safetensors(path):
    data = open(path, "rb").read()
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8:8 + length])
    kinds = {"F32": torch.float32, "U8": torch.uint8, "I32": torch.int32}
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        start, end = entry["data_offsets"]
        raw = bytearray(data[8 + length + start:8 + length + end])
        tensors[name] = torch.frombuffer(raw, dtype=kinds[entry["dtype"]]).reshape(entry["shape"]).clone()
    return tensors


def reference(arguments):
    """Start: weights of the fixture, class centre i = sin(12.9898 * (i + 1)) in row order, its four images, labels 0 1 2 1."""
    torch.manual_seed(0)
    golden = read_safetensors(f"{arguments.folder}/a1_iresnet18_tiny_start.safetensors")
    expected = read_safetensors(f"{arguments.folder}/a1_iresnet18_tiny_expected.safetensors")
    network = IrResNet(8, [(8, 2), (16, 2), (24, 2), (32, 2)], (112, 112), 64, 0.0)
    weights = {name[len("weights."):]: value for name, value in golden.items() if name.startswith("weights.")}
    missing, extra = network.load_state_dict(weights, strict=False)
    assert not extra and all(name.endswith("num_batches_tracked") for name in missing), (missing, extra)
    images = (golden["input_u8"].float() / 255 - 0.5) / 0.5
    # The fixture's own embeddings prove that this network is the reference's.
    difference = (network.eval()(images) - expected["eval.embedding"]).abs().max() / expected["eval.embedding"].abs().max()
    assert difference < 2e-5, difference
    network.train()
    centres = nn.Parameter(torch.sin(12.9898 * torch.arange(1, 641, dtype=torch.float64)).float().reshape(10, 64))
    labels = torch.tensor([0, 1, 2, 1])
    trained = [p for p in network.parameters() if p.requires_grad] + [centres]
    settings = {"lr": 0.002, "momentum": 0.9, "weight_decay": 5e-4}
    sgd = torch.optim.SGD(trained, **settings)
    losses, norms = [], []
    for step in range(4):
        loss = arcface_loss(network(images), centres, labels)
        losses.append(loss.item())
        if step == 3:
            break
        sgd.zero_grad()
        loss.backward()
        sgd.step()
        state = {**network.state_dict(), "head.weight": centres.detach()}
        norms.append({n: v.double().norm().item() for n, v in state.items() if not n.endswith("num_batches_tracked")})
    report = {**settings, "scale": 30, "marginRad": 0.5, "labels": labels.tolist(), "lossBeforeEachStepAndAfterLast": losses, "normsAfterStep": norms}
    with open(f"{arguments.folder}/sgd_iresnet18_tiny.json", "w") as file:
        json.dump(report, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers(required=True)
    timed = commands.add_parser("speed")
    timed.add_argument("--architecture", choices=ARCHITECTURES, default="compact")
    timed.add_argument("--batch", type=int, default=64)
    timed.add_argument("--steps", type=int, default=10)
    timed.add_argument("--classes", type=int, default=500)
    timed.add_argument("--threads", type=int, default=2)
    timed.set_defaults(run=speed)
    written = commands.add_parser("reference")
    written.add_argument("folder")
    written.set_defaults(run=reference)
    chosen = parser.parse_args()
    chosen.run(chosen)
