"""Writes a trained network as ONNX with weights in 8 bits.

    python export_onnx.py MODEL.pt OUT.onnx WINDOWS.jsonl
    python export_onnx.py MODEL.pt OUT.onnx --float

One window a run, so nothing is padded and nothing masked but what lies beyond the window around an anchor. Inputs, by
piece: `ids`, `shape`, `tag` (int32) and `lists` (float32, 16 a piece); by word, behind a 0 for the window's start: `first`
(int32), the index of its first piece; `core` (int32), the words from and to which anchors are tried. Outputs by word: `flat`
and `names`; by anchor: `anchors` (index of its word), `roles` and `stands`. All are logits.

Matrices are multiplied in 8 bits (quantise.py), rounded by what some of WINDOWS, of training texts (windows.mts), bring to
them; the heads, which are small and decide, keep 32. Word vectors are stored in 8 bits, each with a scale of its own.
"""

import argparse
import json
import os

import torch
import torch.nn.functional as F
from torch import nn

from model import Reader
from quantise import quantise

CALIBRATION = 150  # windows that quantise.py sees
TRIED = -2.2  # logit from which a word is tried as an anchor, 0.1


class Window(nn.Module):
    def __init__(self, reader):
        super().__init__()
        self.reader = reader
        reader.word = Rows(reader.word.weight.detach())

    def forward(self, ids, shape, tag, lists, first, core):
        reader = self.reader
        vectors = reader.encode(ids[None], shape[None], tag[None], lists[None], first[None])
        flat = reader.flat(vectors)[0]
        number = torch.arange(flat.shape[0])
        chance = torch.where((number >= core[0]) & (number < core[1]), flat[:, 0], -1e4)
        anchors = torch.nonzero((chance > TRIED) | (chance >= chance.max()))[:, 0]
        counts = torch.zeros(1, dtype=torch.int64) + flat.shape[0]
        roles, stands = reader.pair(vectors, counts, torch.zeros_like(anchors), anchors)
        return flat, reader.names(vectors)[0], anchors.to(torch.int32), roles, stands


class Rows(nn.Module):
    """An embedding in 8 bits, each row by its own range."""

    def __init__(self, weight):
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))

    def forward(self, ids):
        return F.embedding(ids, self.rows).float() * F.embedding(ids, self.scale)


INPUTS = ["ids", "shape", "tag", "lists", "first", "core"]


def read_windows(path):
    """What windows.mts wrote, as the network's inputs."""
    with open(path, encoding="utf8") as lines:
        for line in lines:
            window = json.loads(line)
            bits = torch.tensor(window["lists"])
            window["lists"] = ((bits[:, None] >> torch.arange(16)) & 1).tolist()
            kinds = [torch.float32 if name == "lists" else torch.int32 for name in INPUTS]
            yield [torch.tensor(window[name], dtype=kind) for name, kind in zip(INPUTS, kinds)]


def example(length=40, words=30):
    ids = torch.randint(1000, 20000, (length,), dtype=torch.int32)
    first = torch.cat([torch.zeros(1), torch.arange(1, words + 1)]).to(torch.int32)
    kinds = torch.ones(length, dtype=torch.int32)
    core = torch.tensor([1, words + 1], dtype=torch.int32)
    return ids, kinds, kinds.clone(), torch.zeros(length, 16), first, core


def in_bytes(name):
    return name.startswith(("layers.", "pair_layers."))


def main():
    parser = argparse.ArgumentParser()
    torch.set_num_threads(1)
    parser.add_argument("model")
    parser.add_argument("out")
    parser.add_argument("windows", nargs="?")
    parser.add_argument("--float", action="store_true", help="keep the weights in 32 bits, to compare")
    options = parser.parse_args()
    reader = Reader()
    state = torch.load(options.model)
    reader.load_state_dict(state.get("model", state))
    window = Window(reader).eval()
    axes = {name: {0: "pieces"} for name in INPUTS[:4]} | {"first": {0: "words"}}
    axes |= {"flat": {0: "words"}, "names": {0: "words"}}
    axes |= {"anchors": {0: "anchors"}, "roles": {0: "anchors"}, "stands": {0: "anchors"}}
    if not options.float:
        known = list(read_windows(options.windows))
        some = known[:: max(1, len(known) // CALIBRATION)]
        with torch.no_grad():
            quantise(reader, lambda: [window(*inputs) for inputs in some], in_bytes)
    torch.onnx.export(
        window,
        example(),
        options.out,
        input_names=INPUTS,
        output_names=["flat", "names", "anchors", "roles", "stands"],
        dynamic_axes=axes,
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    print(f"{options.out}: {os.path.getsize(options.out) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
