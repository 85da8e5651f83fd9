"""Writes a trained network as ONNX with weights in 8 bits.

    python export_onnx.py MODEL.pt OUT.onnx [--float]

One window a run, so nothing is padded and nothing masked but what lies beyond the window around an anchor. Inputs, by
piece: `ids`, `shape`, `tag` (int32) and `lists` (float32, 16 a piece); by word, behind a 0 for the window's start: `first`
(int32), the index of its first piece. Outputs by word: `flat` and `names`; by anchor: `anchors` (index of its word), `roles`
and `stands`. All are logits.

Matrices are multiplied in 8 bits: weights by column, what comes in by its range at that moment. Word vectors are stored in
8 bits, each with a scale of its own.
"""

import argparse
import os
import tempfile

import torch
import torch.nn.functional as F
from torch import nn

from model import Reader

TRIED = -2.2  # logit from which a word is tried as an anchor, 0.1


class Window(nn.Module):
    def __init__(self, reader):
        super().__init__()
        self.reader = reader
        reader.word = Rows(reader.word.weight.detach())

    def forward(self, ids, shape, tag, lists, first):
        reader = self.reader
        vectors = reader.encode(ids[None], shape[None], tag[None], lists[None], first[None])
        flat = reader.flat(vectors)[0]
        chance = flat[1:, 0]
        anchors = torch.nonzero((chance > TRIED) | (chance >= chance.max()))[:, 0] + 1
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


def example(length=40, words=30):
    ids = torch.randint(1000, 20000, (length,), dtype=torch.int32)
    first = torch.cat([torch.zeros(1), torch.arange(1, words + 1)]).to(torch.int32)
    kinds = torch.ones(length, dtype=torch.int32)
    return ids, kinds, kinds.clone(), torch.zeros(length, 16), first


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("out")
    parser.add_argument("--float", action="store_true", help="keep the weights in 32 bits, to compare")
    options = parser.parse_args()
    reader = Reader()
    state = torch.load(options.model)
    reader.load_state_dict(state.get("model", state))
    window = Window(reader).eval()
    names = ["ids", "shape", "tag", "lists", "first"]
    axes = {name: {0: "pieces"} for name in names[:4]} | {"first": {0: "words"}}
    axes |= {"flat": {0: "words"}, "names": {0: "words"}}
    axes |= {"anchors": {0: "anchors"}, "roles": {0: "anchors"}, "stands": {0: "anchors"}}
    with tempfile.TemporaryDirectory() as folder:
        exact = options.out if options.float else os.path.join(folder, "exact.onnx")
        torch.onnx.export(
            window,
            example(),
            exact,
            input_names=names,
            output_names=["flat", "names", "anchors", "roles", "stands"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        if not options.float:
            quantise(exact, options.out)
    print(f"{options.out}: {os.path.getsize(options.out) / 1e6:.1f} MB")


def quantise(exact, out):
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        exact,
        out,
        op_types_to_quantize=["MatMul", "Gemm"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )


if __name__ == "__main__":
    main()
